const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._()-]{0,99}$/u;

/** What is wrong with the name of a query, in words; nothing when it is good. */
export function faultOfName(name: string): string | undefined {
  if (name === "") return "Give it a name.";
  if (name.length > 100) return "A name has 100 characters at most.";
  if (!NAME.test(name)) return "A name begins with a letter or a digit, and has letters, digits, spaces and . _ - ( ) in it.";
  return undefined;
}
