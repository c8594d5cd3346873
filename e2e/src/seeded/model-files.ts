/** A pyramid as an OBJ file. */
export const PYRAMID_OBJ = `v 0 1 0
v -1 -1 -1
v 1 -1 -1
v 1 -1 1
v -1 -1 1
f 1 3 2
f 1 4 3
f 1 5 4
f 1 2 5
f 2 3 4 5
`;

/** A tetrahedron as an STL file. */
export const TETRAHEDRON_STL = `solid tetrahedron
${[
  [0, 1, 2],
  [0, 3, 1],
  [0, 2, 3],
  [1, 3, 2],
]
  .map((corners) => `facet normal 0 0 0\nouter loop\n${corners.map(vertex).join("\n")}\nendloop\nendfacet`)
  .join("\n")}
endsolid tetrahedron
`;

/** A triangle as glTF: `text` has its data inside as an address, `binary` as a part of the file. */
export function triangleGltf(): { readonly text: string; readonly binary: Uint8Array } {
  const data = new Uint8Array(new Float32Array([-1, -1, 0, 1, -1, 0, 0, 1, 0]).buffer);
  const gltf = {
    asset: { version: "2.0" },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, material: 0 }] }],
    materials: [{ doubleSided: true, pbrMetallicRoughness: { baseColorFactor: [0.9, 0.4, 0.1, 1] } }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 3, type: "VEC3", min: [-1, -1, 0], max: [1, 1, 0] },
    ],
    bufferViews: [{ buffer: 0, byteLength: data.length }],
  };
  const uri = `data:application/octet-stream;base64,${Buffer.from(data).toString("base64")}`;
  const text = JSON.stringify({ ...gltf, buffers: [{ byteLength: data.length, uri }] });
  const plain = JSON.stringify({ ...gltf, buffers: [{ byteLength: data.length }] });
  return { text, binary: binaryGltf(plain.padEnd(Math.ceil(plain.length / 4) * 4), data) };
}

/** An alanine helix of `residues` as a PDB file: its backbone turns by 100 degrees and rises by 1.5 Å. */
export function helixPdb(residues: number): string {
  // Radius, angle in degrees and height of each atom.
  const backbone = [
    ["N", 1.55, 0, 0],
    ["CA", 2.29, 27.3, 0.87],
    ["C", 1.66, 54, 1.92],
    ["O", 1.9, 58, 3.12],
    ["CB", 3.3, 20, -0.1],
  ] as const;
  const atoms = Array.from({ length: residues }, (_, residue) =>
    backbone.map(([name, radius, angle, height], at) => {
      const turned = ((angle + 100 * residue) * Math.PI) / 180;
      const place = [radius * Math.cos(turned), radius * Math.sin(turned), height + 1.5 * residue];
      const number = String(residue * backbone.length + at + 1).padStart(5);
      const where = place.map((one) => one.toFixed(3).padStart(8)).join("");
      return `ATOM  ${number}  ${name.padEnd(3)} ALA A${String(residue + 1).padStart(4)}    ${where}  1.00  0.00          ${(name[0] as string).padStart(2)}`;
    }),
  );
  const last = String(residues).padStart(4);
  const helix = `HELIX    1   1 ALA A    1  ALA A ${last}  1${" ".repeat(30)}${String(residues).padStart(6)}`;
  return [helix, ...atoms.flat(), "END", ""].join("\n");
}

function vertex(corner: number): string {
  return `vertex ${["0 0 1", "1 0 -1", "-1 1 -1", "-1 -1 -1"][corner] ?? ""}`;
}

function binaryGltf(json: string, data: Uint8Array): Uint8Array {
  const file = new Uint8Array(28 + json.length + data.length);
  const view = new DataView(file.buffer);
  const words = [0x46546c67, 2, file.length, json.length, 0x4e4f534a];
  for (const [at, word] of words.entries()) view.setUint32(at * 4, word, true);
  file.set(new TextEncoder().encode(json), 20);
  view.setUint32(20 + json.length, data.length, true);
  view.setUint32(24 + json.length, 0x004e4942, true);
  file.set(data, 28 + json.length);
  return file;
}
