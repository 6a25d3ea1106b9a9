/** 1.2MB, 340KB: as people know it from their phones. */
export function saySize(sizeBytes: number): string {
  const kilo = 1024
  if (sizeBytes >= kilo * kilo) return `${(sizeBytes / (kilo * kilo)).toFixed(1)}MB`
  return `${Math.max(1, Math.round(sizeBytes / kilo))}KB`
}
