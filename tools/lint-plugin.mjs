/** House rules that no oxlint rule covers: an index lists its names, and choices are unions of literals. */
const noExportStar = {
  create: (context) => ({
    ExportAllDeclaration(node) {
      context.report({ node, message: "An index lists its names one by one. Name what is exported." });
    },
  }),
};

const noEnum = {
  create: (context) => ({
    TSEnumDeclaration(node) {
      context.report({ node, message: "An enum is not erasable. Use a union of string literals." });
    },
  }),
};

export default {
  meta: { name: "stepwell" },
  rules: { "no-export-star": noExportStar, "no-enum": noEnum },
};
