export interface News {
  changed: string[]
  clock: boolean
}

/** Reads one event of `/local/events`; what it does not know is no news. */
export function newsIn(data: string): News {
  const said = parsed(data)
  if (!(said instanceof Object)) return { changed: [], clock: false }
  const changed: unknown = 'changed' in said ? said.changed : []
  return {
    changed: Array.isArray(changed) ? changed.filter(id => typeof id === 'string') : [],
    clock: 'clock' in said && said.clock === true,
  }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}
