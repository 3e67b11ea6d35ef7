/** How large things may be: one set of numbers, so that what one place makes the next one takes. Bytes. */

const MiB = 1024 * 1024

/** Content of a task, input or output; it crosses the contract in one call. */
export const MAX_CONTENT_BYTES = 8 * MiB
/** Program of an agent. */
export const MAX_COMPONENT_BYTES = 48 * MiB
/** `agent.json`. */
export const MAX_MANIFEST_BYTES = MiB / 4

/** Characters of so many bytes in base64. */
export const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4

/** Room for what stands around the files in a message. */
const AROUND = MiB / 16
/** One call over a socket; the greatest carries a whole package. */
export const MAX_MESSAGE_BYTES = base64Length(MAX_COMPONENT_BYTES) + base64Length(MAX_MANIFEST_BYTES) + AROUND
