import { Group, LoadingManager, Mesh, MeshStandardMaterial, TextureLoader, type Object3D } from "three";
import { checkGlb, packGltf } from "./pack-gltf.ts";

/** File types of models that are drawn. */
export const modelTypes: ReadonlySet<string> = new Set(["obj", "gltf", "glb", "stl", "ply"]);

/** A model of a file's bytes. Nothing is loaded besides. Throws `Error` for a file that is broken or points elsewhere. */
export async function loadModel(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Object3D> {
  const model = await parse(bytes, type);
  let meshes = 0;
  model.traverse((part) => {
    if (part instanceof Mesh || "isLine" in part || "isPoints" in part) meshes += 1;
  });
  if (meshes === 0) throw new Error("It has nothing to draw.");
  return model;
}

async function parse(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Object3D> {
  if (type === "obj") {
    const { OBJLoader } = await import("three/examples/jsm/loaders/OBJLoader.js");
    const model = new OBJLoader().parse(new TextDecoder().decode(bytes));
    model.traverse((part) => {
      if (part instanceof Mesh) part.material = plain();
    });
    return model;
  }
  if (type === "stl") {
    const { STLLoader } = await import("three/examples/jsm/loaders/STLLoader.js");
    return new Group().add(new Mesh(new STLLoader().parse(bytes.buffer), plain()));
  }
  if (type === "ply") {
    const { PLYLoader } = await import("three/examples/jsm/loaders/PLYLoader.js");
    const geometry = new PLYLoader().parse(bytes.buffer);
    geometry.computeVertexNormals();
    const material = plain();
    material.vertexColors = geometry.hasAttribute("color");
    return new Group().add(new Mesh(geometry, material));
  }
  return gltf(bytes, type);
}

async function gltf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Object3D> {
  const { GLTFLoader } = await import("three/examples/jsm/loaders/GLTFLoader.js");
  if (type === "glb") checkGlb(bytes);
  const file = type === "glb" ? bytes.buffer : packGltf(new TextDecoder().decode(bytes));
  const manager = new LoadingManager();
  // A second door: pictures inside of the file have addresses that begin so.
  manager.setURLModifier((url) => (url.startsWith("blob:") ? url : "data:,"));
  const loader = new GLTFLoader(manager);
  loader.register((parser) => {
    // The other loader fetches, which the page's policy allows from the server only.
    parser.textureLoader = new TextureLoader(manager);
    return { name: "plain-pictures" };
  });
  const { scene } = await loader.parseAsync(file, "");
  return scene;
}

function plain(): MeshStandardMaterial {
  return new MeshStandardMaterial({ color: 0xb6bec4, roughness: 0.75, metalness: 0.05, side: 2 });
}
