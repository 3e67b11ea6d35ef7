//! First pass: validates a function and learns where its blocks are and what they cost.

use crate::cost;
use crate::emit::Needs;
use wasmparser::{
	BinaryReaderError, FuncValidator, FuncValidatorAllocations, FunctionBody, Operator, ValidatorResources,
};

/// Slots of 8 bytes that a frame takes beside its locals and operands: return address, spilled registers. A vector
/// takes two slots and is counted as one, so the host's stack has twice the room that `depth` says.
const FRAME: u32 = 16;
/// A function that calls nothing and needs no more slots than this is not counted.
const SMALL: u32 = 256;

/// Straight-line code: it is entered at its start only.
#[derive(Default)]
pub struct Segment {
	/// Number of its first instruction.
	pub start: u32,
	pub cost: u64,
	/// Whether this is a place where running out of fuel stops the guest: entries of functions and of loops.
	pub check: bool,
}

pub struct Plan {
	pub segments: Vec<Segment>,
	/// Index of the function's type.
	pub ty: u32,
	/// Parameters and locals.
	pub locals: u32,
	pub calls: u32,
	pub loops: u32,
	/// Slots of stack that a call takes, 0 if it is not counted.
	pub weight: u32,
	pub needs: Needs,
}

impl Plan {
	/// A local copy of the fuel saves loads, but has to be read again after each call.
	pub fn caches_fuel(&self) -> bool {
		self.loops > 0 && (self.calls as usize) * 2 < self.segments.len()
	}
}

pub fn plan(
	ty: u32,
	mut validator: FuncValidator<ValidatorResources>,
	body: &FunctionBody,
) -> Result<(Plan, FuncValidatorAllocations), BinaryReaderError> {
	let mut reader = body.get_binary_reader();
	validator.read_locals(&mut reader)?;
	let mut walk = Walk::default();
	let mut height = 0;
	for (number, item) in body.get_operators_reader()?.into_iter_with_offsets().enumerate() {
		let (op, offset) = item?;
		validator.op(offset, &op)?;
		height = height.max(validator.operand_stack_height());
		walk.visit(number as u32, &op)?;
	}
	walk.segments.push(walk.current);
	let locals = validator.len_locals();
	let slots = locals + height + FRAME;
	let weight = if walk.calls > 0 || slots > SMALL { slots } else { 0 };
	let Walk { segments, calls, loops, needs, .. } = walk;
	Ok((Plan { segments, ty, locals, calls, loops, weight, needs }, validator.into_allocations()))
}

struct Walk {
	segments: Vec<Segment>,
	current: Segment,
	/// For each open block: is it a loop, and does anything branch to its end?
	open: Vec<(bool, bool)>,
	calls: u32,
	loops: u32,
	needs: Needs,
}

impl Default for Walk {
	fn default() -> Self {
		Self {
			segments: Vec::new(),
			current: Segment { check: true, ..Segment::default() },
			open: vec![(false, false)],
			calls: 0,
			loops: 0,
			needs: Needs::default(),
		}
	}
}

impl Walk {
	fn visit(&mut self, number: u32, op: &Operator) -> Result<(), BinaryReaderError> {
		use Operator::*;
		self.current.cost += cost::fixed(op);
		self.needs.add(op);
		let ends = match op {
			Block { .. } => {
				self.open.push((false, false));
				false
			}
			Loop { .. } => {
				self.open.push((true, false));
				self.loops += 1;
				true
			}
			If { .. } => {
				self.open.push((false, true));
				true
			}
			End => matches!(self.open.pop(), Some((false, true))),
			Br { relative_depth } | BrIf { relative_depth } => {
				self.target(*relative_depth);
				true
			}
			BrTable { targets } => {
				for target in targets.targets() {
					self.target(target?);
				}
				self.target(targets.default());
				true
			}
			Else | Return | Unreachable => true,
			Call { .. } | CallIndirect { .. } => {
				self.calls += 1;
				false
			}
			_ => false,
		};
		if ends {
			let next = Segment { start: number + 1, cost: 0, check: matches!(op, Loop { .. }) };
			self.segments.push(std::mem::replace(&mut self.current, next));
		}
		Ok(())
	}

	fn target(&mut self, depth: u32) {
		let index = self.open.len() - 1 - depth as usize;
		self.open[index].1 = true;
	}
}
