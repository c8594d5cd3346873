/** What draws is found out beside the program, and told when it is known. */
export function gpuFacts(): { readonly gpu: string; readonly gpuCount: number } {
  return { gpu: "", gpuCount: 0 };
}
