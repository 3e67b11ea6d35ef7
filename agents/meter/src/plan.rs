//! First pass: validates a function and learns where its blocks are and what they cost.

use crate::cost;
use crate::emit::Needs;
use crate::limits::{BRANCHES, FRAME_SLOTS, LOCALS, NESTING, over};
use wasmparser::{
	BinaryReaderError, FuncValidator, FuncValidatorAllocations, FunctionBody, Operator, ValType,
	ValidatorResources,
};

/// Slots of 8 bytes that a frame takes beside its values: return address, instance, spilled registers.
const FRAME: u32 = 16;
/// A function that calls nothing and needs no more slots than this is not counted.
const SMALL: u32 = 256;
/// Units of fuel that a path through a function may take between two places where running out of it stops the guest.
const STRIDE: u64 = 1_000;
/// A function that calls nothing, does not loop and costs no more than this is not such a place: its callers reckon
/// with it.
const LEAF: u64 = 50;

/// Straight-line code: it is entered at its start only.
#[derive(Default)]
pub struct Segment {
	/// Number of its first instruction.
	pub start: u32,
	pub cost: u64,
	/// Whether this is a place where running out of fuel stops the guest.
	pub check: bool,
	/// Calls in it.
	calls: u32,
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
) -> Result<(Plan, FuncValidatorAllocations), String> {
	let message = |error: BinaryReaderError| error.to_string();
	let mut reader = body.get_binary_reader();
	validator.read_locals(&mut reader).map_err(message)?;
	let mut walk = Walk::default();
	let mut height = 0;
	for (number, item) in body.get_operators_reader().map_err(message)?.into_iter_with_offsets().enumerate() {
		let (op, offset) = item.map_err(message)?;
		validator.op(offset, &op).map_err(message)?;
		height = height.max(validator.operand_stack_height());
		let vector = matches!(validator.get_operand_type(0), Some(Some(ValType::V128)));
		walk.visit(number as u32, &op, vector)?;
	}
	walk.finish(0);
	let locals = validator.len_locals();
	// Two slots for each local and operand: a vector takes them, and an index into memory is kept in two widths. Half a
	// slot for what is computed: what is equal is computed only once and kept on the stack across calls.
	let slots = 2 * (locals + height) + FRAME + walk.values / 2;
	if locals > LOCALS {
		return Err(over(locals.into(), LOCALS.into(), "parameters and locals in one function"));
	}
	if slots > FRAME_SLOTS {
		return Err(over(slots.into(), FRAME_SLOTS.into(), "slots of stack in one function"));
	}
	let weight = if walk.calls > 0 || slots > SMALL { slots } else { 0 };
	let leaf = walk.calls == 0 && walk.loops == 0 && walk.total <= LEAF;
	let Walk { mut segments, calls, loops, needs, .. } = walk;
	if let Some(entry) = segments.first_mut() {
		entry.check = !leaf;
	}
	Ok((Plan { segments, ty, locals, calls, loops, weight, needs }, validator.into_allocations()))
}

/// A block that is open.
#[derive(Default)]
struct Open {
	is_loop: bool,
	/// Whether anything branches to its end.
	branched: bool,
	/// Most fuel that a path to its end took since the last check.
	debt: u64,
	/// The same for the start of an `else`.
	otherwise: u64,
}

struct Walk {
	segments: Vec<Segment>,
	current: Segment,
	open: Vec<Open>,
	/// Most fuel that a path to the start of the current segment took since the last check.
	debt: u64,
	calls: u32,
	loops: u32,
	/// Slots for the results of operators that an engine may keep.
	values: u32,
	total: u64,
	needs: Needs,
}

impl Default for Walk {
	fn default() -> Self {
		Self {
			segments: Vec::new(),
			current: Segment { check: true, ..Segment::default() },
			open: vec![Open::default()],
			debt: 0,
			calls: 0,
			loops: 0,
			values: 0,
			total: 0,
			needs: Needs::default(),
		}
	}
}

impl Walk {
	fn visit(&mut self, number: u32, op: &Operator, vector: bool) -> Result<(), String> {
		use Operator::*;
		let cost = cost::fixed(op);
		self.current.cost += cost;
		self.total += cost;
		self.needs.add(op);
		if cost::computes(op) {
			self.values += if vector { 2 } else { 1 };
		}
		let next = number + 1;
		match op {
			Block { .. } => self.open.push(Open::default()),
			Loop { .. } => {
				self.finish(next);
				self.current.check = true;
				self.loops += 1;
				self.open.push(Open { is_loop: true, ..Open::default() });
			}
			If { .. } => {
				self.finish(next);
				let debt = self.debt;
				self.open.push(Open { branched: true, debt, otherwise: debt, ..Open::default() });
			}
			Else => {
				self.finish(next);
				let debt = self.debt;
				if let Some(open) = self.open.last_mut() {
					open.debt = open.debt.max(debt);
					self.debt = open.otherwise;
				}
			}
			End => {
				if let Some(Open { is_loop: false, branched: true, debt, .. }) = self.open.pop() {
					self.finish(next);
					self.debt = self.debt.max(debt);
				}
			}
			Br { relative_depth } => {
				self.finish(next);
				self.target(*relative_depth);
				self.debt = 0;
			}
			BrIf { relative_depth } => {
				self.finish(next);
				self.target(*relative_depth);
			}
			BrTable { targets } => {
				if targets.len() > BRANCHES {
					return Err(over(targets.len().into(), BRANCHES.into(), "targets in one br_table"));
				}
				self.finish(next);
				for target in targets.targets() {
					self.target(target.map_err(|error| error.to_string())?);
				}
				self.target(targets.default());
				self.debt = 0;
			}
			Return | Unreachable => {
				self.finish(next);
				self.debt = 0;
			}
			Call { .. } | CallIndirect { .. } => {
				self.calls += 1;
				self.current.calls += 1;
				if u64::from(self.current.calls) * LEAF >= STRIDE {
					self.finish(next);
				}
			}
			_ => {}
		}
		if self.open.len() > NESTING {
			return Err(over(self.open.len() as u64, NESTING as u64, "blocks within blocks"));
		}
		Ok(())
	}

	/// Ends the current segment; another one starts with the instruction `next`.
	fn finish(&mut self, next: u32) {
		let mut segment = std::mem::replace(&mut self.current, Segment { start: next, ..Segment::default() });
		let called = u64::from(segment.calls) * LEAF;
		segment.check |= self.debt + segment.cost + called > STRIDE;
		self.debt = if segment.check { called } else { self.debt + segment.cost + called };
		self.segments.push(segment);
	}

	fn target(&mut self, depth: u32) {
		let index = self.open.len() - 1 - depth as usize;
		let open = &mut self.open[index];
		open.branched = true;
		open.debt = open.debt.max(self.debt);
	}
}
