/** Part of a list, as the core gives it. */
export const page = <T>(items: T[], { cursor, limit }: { cursor?: string; limit?: number } = {}) => {
  const from = Number(cursor ?? 0)
  const end = limit === undefined ? items.length : from + limit
  return { items: items.slice(from, end), next: end < items.length ? `${end}` : null }
}
