/**
 * How well a query fits a text, 0 for not at all. All letters have to appear in order; words that begin with them and
 * letters that stand together count more. Accents do not matter.
 */
export function fit(query: string, text: string): number {
  const wanted = fold(query);
  const given = fold(text);
  if (wanted === "") return 1;
  const at = given.indexOf(wanted);
  if (at !== -1) return 3 + (at === 0 ? 2 : isWordStart(given, at) ? 1 : 0) + wanted.length / given.length;
  let from = 0;
  let score = 0;
  let last = -2;
  for (const letter of wanted.replaceAll(" ", "")) {
    const found = nextLetter(given, letter, from);
    if (found === -1) return 0;
    score += isWordStart(given, found) ? 1 : found === last + 1 ? 0.6 : 0.1;
    last = found;
    from = found + 1;
  }
  const share = score / wanted.length;
  return share < 0.35 ? 0 : share * 2;
}

/** Prefers the start of a word over a nearer letter inside one. */
function nextLetter(text: string, letter: string, from: number): number {
  const nearest = text.indexOf(letter, from);
  if (nearest === from) return nearest;
  for (let at = nearest; at !== -1; at = text.indexOf(letter, at + 1)) if (isWordStart(text, at)) return at;
  return nearest;
}

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
const isWordStart = (text: string, at: number): boolean => at === 0 || /[\s\-_/#@.]/.test(text[at - 1] ?? "");
