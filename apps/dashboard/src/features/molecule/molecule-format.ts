const formats: Readonly<Record<string, string>> = {
  pdb: "pdb",
  pqr: "pqr",
  cif: "cif",
  mcif: "cif",
  mmcif: "cif",
  sdf: "sdf",
  sd: "sdf",
  mol: "sdf",
  mol2: "mol2",
  xyz: "xyz",
  gro: "gro",
};

/** How 3Dmol calls the format of a path, or undefined for one that it does not read. */
export function moleculeFormat(path: string): string | undefined {
  const type = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return Object.hasOwn(formats, type) ? formats[type] : undefined;
}
