/**
 * What a value is called with whose type is a member of an interface, as `const log: Api["log"]` or `typeof api.log`:
 * the member as the interface writes it. Undefined for values of another type, and for members that are no methods.
 */
export function memberSignature(tree, path, declaration, text) {
  if (declaration.type !== "VariableDeclaration") return undefined;
  const type = declaration.declarations[0].id.typeAnnotation?.typeAnnotation;
  return type && signatureOf(tree, { path, type, text });
}

function signatureOf(tree, { path, type, text }) {
  const found = ownerOf(tree, path, type);
  if (found === undefined) return undefined;
  const { owner, member } = found;
  const body = owner.statement.declaration ?? owner.statement;
  const inner = body.body?.body?.find?.((one) => one.key?.name === member);
  if (inner === undefined) return undefined;
  if (inner.type === "TSMethodSignature") {
    return owner.text.slice(inner.start, inner.end).replace(/;$/, "").replace(/\n  /g, "\n");
  }
  const passed = inner.typeAnnotation?.typeAnnotation;
  return passed && signatureOf(tree, { path: fileOf(owner), type: passed, text });
}

/** The interface that a type is a member of, and the name of the member. */
function ownerOf(tree, path, type) {
  if (type.type === "TSIndexedAccessType" && type.objectType.type === "TSTypeReference") {
    const owner = tree.named(path, type.objectType.typeName.name);
    return owner && { owner, member: type.indexType.literal?.value };
  }
  if (type.type !== "TSTypeQuery" || type.exprName.type !== "TSQualifiedName") return undefined;
  const { left, right } = type.exprName;
  const maker = tree.named(path, left.name)?.statement.declarations?.[0].init?.callee?.name;
  const made = maker && tree.named(path, maker);
  const result = (made?.statement.declaration ?? made?.statement)?.returnType?.typeAnnotation;
  if (result?.type !== "TSTypeReference") return undefined;
  const owner = tree.named(fileOf(made), result.typeName.name);
  return owner && { owner, member: right.name };
}

function fileOf({ place }) {
  return place.replace(/:\d+$/, "");
}
