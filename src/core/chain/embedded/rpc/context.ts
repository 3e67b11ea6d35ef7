import { z } from 'zod'
import type { BuiltBlock } from '../block-builder.ts'
import type { Ledger } from '../ledger.ts'
import type { Pool } from '../pool.ts'
import type { Producer } from '../producer.ts'

export interface ChainContext {
  readonly ledger: Ledger
  readonly pool: Pool
  readonly producer: Producer
  /** Calls back for every new block. Returns the function that ends it. */
  onBlock(callback: (block: BuiltBlock) => void): () => void
}

/** One connection's side of a subscription. Nothing is sent before the answer that carries its id. */
export interface Subscription {
  readonly id: string
  send(result: unknown): void
}

/** The side of the server in `chainHead_v1_follow`. */
export interface Followed {
  readonly withRuntime: boolean
  /** Hashes of the blocks that the client has not let go of. */
  readonly pinned: Set<string>
  /** Operations that nobody stopped. */
  readonly running: Set<string>
  readonly send: (event: object) => void
}

export interface Connection {
  /**
   * Opens a subscription whose notifications are called `method`; `end` runs when it is given up.
   * @throws {RpcError} over HTTP, and when there are too many
   */
  subscribe(method: string, end: (id?: string) => void): Subscription
  /** When the answer to this request is on its way. */
  readonly answered: Promise<void>
  /** Resolves when the client has dealt with all it was sent up to now; see `attention.ts`. */
  read(): Promise<void>
  /** Names of the transactions that are sent until they are in a block. */
  readonly broadcasts: Set<string>
  /** By the names of their subscriptions. */
  readonly followed: Map<string, Followed>
  /** Whether there was such a subscription. */
  unsubscribe(id: string): boolean
}

/** What a method takes: each parameter's schema under its name, in the order of their positions. */
type Shape = Readonly<Record<string, z.ZodType>>
type Run<Params> = (context: ChainContext, params: Params, connection: Connection) => unknown

/** A method with its parameters' schemas; erased, so that all kinds fit one table. */
export interface AnyMethod {
  readonly params: z.ZodObject
  readonly run: Run<unknown>
}

export const method = <S extends Shape>(shape: S, run: Run<z.infer<z.ZodObject<S>>>): AnyMethod => ({
  params: z.object(shape),
  run: (context, params, connection) => run(context, params as z.infer<z.ZodObject<S>>, connection),
})
