//! What instructions cost. A unit is about one simple instruction.

use wasmparser::Operator;

/// Fixed part, charged with the block.
pub fn fixed(op: &Operator) -> u64 {
	use Operator::*;
	match op {
		Nop | Block { .. } | Loop { .. } | End | Else | Drop => 0,
		Call { .. } => 5,
		CallIndirect { .. } => 8,
		MemoryGrow { .. } | TableGrow { .. } => 1000,
		// Engines call out of compiled code for these.
		TableSet { .. } | TableInit { .. } | TableFill { .. } | TableCopy { .. } => 100,
		MemoryFill { .. } | MemoryCopy { .. } | MemoryInit { .. } | TableGet { .. } | RefFunc { .. } => 10,
		I32DivS | I32DivU | I32RemS | I32RemU | I64DivS | I64DivU | I64RemS | I64RemU | F32Div | F64Div
		| F32Sqrt | F64Sqrt | F32x4Div | F64x2Div | F32x4Sqrt | F64x2Sqrt => 8,
		_ => 1,
	}
}

/// Whether an engine may keep the result for an equal instruction that comes later, across calls. Values of globals that
/// never change are among them, and places in tables. It does not keep what it loads from memory, only what it adds to an address that does
/// not fit the instruction.
pub fn computes(op: &Operator) -> bool {
	use Operator::*;
	match op {
		Nop
		| Block { .. }
		| Loop { .. }
		| If { .. }
		| Else
		| End
		| Br { .. }
		| BrIf { .. }
		| BrTable { .. }
		| Return
		| Unreachable
		| Call { .. }
		| Drop
		| LocalGet { .. }
		| LocalSet { .. }
		| LocalTee { .. }
		| GlobalSet { .. }
		| I32Const { .. }
		| I64Const { .. }
		| F32Const { .. }
		| F64Const { .. }
		| RefNull { .. } => false,
		I32Load { memarg }
		| I64Load { memarg }
		| F32Load { memarg }
		| F64Load { memarg }
		| I32Load8S { memarg }
		| I32Load8U { memarg }
		| I32Load16S { memarg }
		| I32Load16U { memarg }
		| I64Load8S { memarg }
		| I64Load8U { memarg }
		| I64Load16S { memarg }
		| I64Load16U { memarg }
		| I64Load32S { memarg }
		| I64Load32U { memarg }
		| I32Store { memarg }
		| I64Store { memarg }
		| F32Store { memarg }
		| F64Store { memarg }
		| I32Store8 { memarg }
		| I32Store16 { memarg }
		| I64Store8 { memarg }
		| I64Store16 { memarg }
		| I64Store32 { memarg } => memarg.offset > i32::MAX as u64,
		_ => true,
	}
}

/// Part that depends on the operand on top of the stack, an i32 `n`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dynamic {
	/// `n` bytes are written: n / 8.
	Bytes,
	/// `n` elements are written: 32 n.
	Elements,
	/// A memory grows by `n` pages: 1024 n.
	Pages,
	/// A table grows by `n` elements: 32 n.
	Slots,
}

pub fn dynamic(op: &Operator) -> Option<Dynamic> {
	use Operator::*;
	match op {
		MemoryFill { .. } | MemoryCopy { .. } | MemoryInit { .. } => Some(Dynamic::Bytes),
		TableFill { .. } | TableCopy { .. } | TableInit { .. } => Some(Dynamic::Elements),
		MemoryGrow { .. } => Some(Dynamic::Pages),
		TableGrow { .. } => Some(Dynamic::Slots),
		_ => None,
	}
}

/// Type of a result that may be a not-a-number whose bits differ between processors.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Nan {
	F32,
	F64,
	F32x4,
	F64x2,
}

pub fn nan(op: &Operator) -> Option<Nan> {
	use Operator::*;
	match op {
		F32Add | F32Sub | F32Mul | F32Div | F32Min | F32Max | F32Sqrt | F32Ceil | F32Floor | F32Trunc
		| F32Nearest | F32DemoteF64 => Some(Nan::F32),
		F64Add | F64Sub | F64Mul | F64Div | F64Min | F64Max | F64Sqrt | F64Ceil | F64Floor | F64Trunc
		| F64Nearest | F64PromoteF32 => Some(Nan::F64),
		F32x4Add | F32x4Sub | F32x4Mul | F32x4Div | F32x4Min | F32x4Max | F32x4Sqrt | F32x4Ceil
		| F32x4Floor | F32x4Trunc | F32x4Nearest | F32x4DemoteF64x2Zero => Some(Nan::F32x4),
		F64x2Add | F64x2Sub | F64x2Mul | F64x2Div | F64x2Min | F64x2Max | F64x2Sqrt | F64x2Ceil
		| F64x2Floor | F64x2Trunc | F64x2Nearest | F64x2PromoteLowF32x4 => Some(Nan::F64x2),
		_ => None,
	}
}
