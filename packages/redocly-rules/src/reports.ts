/** Redocly prints one report a document, one after the other without anything between them. */
export function reportsIn<Report>(text: string): Report[] {
  return text.split(/(?<=^\})(?=\{$)/m).map((report) => JSON.parse(report) as Report);
}
