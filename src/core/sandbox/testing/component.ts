/** Components from text, for what no toolchain would make. */
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools'

const types = `(type $ty (instance
  (type $bytes (list u8))
  (type $in (record (field "task-id" string) (field "capability" string) (field "media-type" string)
    (field "data" $bytes) (field "parameters" string)))
  (export "task-input" (type (eq $in)))
  (type $out (record (field "media-type" string) (field "data" $bytes)))
  (export "task-output" (type (eq $out)))
  (type $err (variant (case "invalid-input" string) (case "unsupported" string) (case "internal" string)))
  (export "task-error" (type (eq $err)))))
(import "ainur:agent/types@0.1.0" (instance $types (type $ty)))
(alias export $types "task-input" (type $task-input))
(import "task-input" (type $input (eq $task-input)))
(alias export $types "task-output" (type $task-output))
(import "task-output" (type $output (eq $task-output)))
(alias export $types "task-error" (type $task-error))
(import "task-error" (type $error (eq $task-error)))`

export interface ComponentText {
  /** Imports of the component. */
  imports?: string
  /** What comes before the instance of the core module. */
  before?: string
  /** Imports of the core module. */
  coreImports?: string
  /** Arguments of its instance. */
  with?: string
  /** Further parts of it. */
  core?: string
  /** Instructions of `run` before it answers. */
  body?: string
  /** Type of the exported function. */
  type?: string
  /** What comes last in the component. */
  last?: string
}

/** An agent that answers with an empty text. */
export const agent = ({
  imports = '',
  before = '',
  coreImports = '',
  with: args = '',
  core = '',
  body = '',
  type = '(param "task" $input) (result (result $output (error $error)))',
  last = '',
}: ComponentText = {}): Promise<Uint8Array> =>
  parse(`(component ${imports} ${types}
  (core module $m
    ${coreImports}
    (memory (export "memory") 2)
    (global $top (mut i32) (i32.const 8192))
    (data (i32.const 1024) "text/plain")
    ${core}
    (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
      (global.set $top (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
      (global.get $top)
      (global.set $top (i32.add (global.get $top) (local.get 3))))
    (func (export "run") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)
      ${body}
      (i32.store (i32.const 2052) (i32.const 1024))
      (i32.store (i32.const 2056) (i32.const 10))
      (i32.const 2048)))
  ${before}
  (core instance $i (instantiate $m ${args}))
  (func $run ${type}
    (canon lift (core func $i "run") (memory (core memory $i "memory"))
      (realloc (core func $i "cabi_realloc"))))
  (export "run" (func $run))
  ${last})`)
