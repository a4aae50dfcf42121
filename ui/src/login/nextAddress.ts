/** Where to go after signing in: the address that was wanted, if it is one of ours, and home otherwise. */
export function nextAddress(wanted: string | undefined): string {
  // "//host" and "/\host" are addresses of other hosts to a browser, though they begin like ours.
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted) || /[\u0000-\u001f\\]/.test(wanted)) return "/";
  return wanted.startsWith("/login") ? "/" : wanted;
}
