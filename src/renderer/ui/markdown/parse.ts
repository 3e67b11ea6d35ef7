import { fromMarkdown } from 'mdast-util-from-markdown'
import { toHast } from 'mdast-util-to-hast'

/** Deeper than anybody writes; React and the browser both recurse into what is drawn. */
const MAX_DEPTH = 32
/** Elements and pieces of text; what a page draws without being held up. */
const MAX_NODES = 5_000

export type Root = Extract<ReturnType<typeof toHast>, { type: 'root' }>
type Tree = { type: string; children?: readonly Tree[] }

function isBounded(root: Tree): boolean {
  let nodes = 0
  let level: readonly Tree[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    nodes += level.length
    if (depth > MAX_DEPTH || nodes > MAX_NODES) return false
    level = level.flatMap(({ children }) => children ?? [])
  }
  return true
}

/**
 * Markdown as elements; null where it is too deep, too much or overflows the parser. HTML is left out. What an agent
 * wrote leads nowhere and loads nothing: of links and pictures the words stay. Takes as long as the text wants it to.
 */
export function parse(text: string): Root | null {
  try {
    const markdown = fromMarkdown(text)
    if (!isBounded(markdown as Tree)) return null
    const tree = toHast(markdown, {
      handlers: {
        link: (state, node: Parameters<typeof toHast>[0]) => state.all(node),
        linkReference: (state, node: Parameters<typeof toHast>[0]) => state.all(node),
        image: (_, { alt }: { alt?: string }) => ({ type: 'text', value: alt ?? '' }),
        imageReference: (_, { alt }: { alt?: string }) => ({ type: 'text', value: alt ?? '' }),
      },
    })
    return tree.type === 'root' && isBounded(tree) ? tree : null
  } catch {
    return null
  }
}
