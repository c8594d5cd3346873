/** Which values of a metric are the better ones. */
export type Better = "higher" | "lower";

const lower = /loss|error|(?:^|[/._])(?:err|mae|mse|rmse|wer|cer|ece|nll|perplexity|ppl|fid)(?:$|[/._])/i;
const higher = /acc|iou|auc|f1|dice|score|reward|precision|recall|map|bleu|psnr|ssim/i;

/** Which values are better by a metric's name: losses and errors small, scores large; undefined for other names. */
export function betterByName(key: string): Better | undefined {
  return lower.test(key) ? "lower" : higher.test(key) ? "higher" : undefined;
}
