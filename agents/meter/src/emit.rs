//! The instructions that are put in.

use crate::cost::{self, Dynamic, Nan};
use crate::rules::{ELEMENT_BITS, ELEMENTS_PER_PAGE_BITS};
use wasm_encoder::{BlockType, Function, Ieee32, Ieee64, ValType};
use wasmparser::Operator;

/// Indices of the meter's globals in the rewritten module.
#[derive(Clone, Copy)]
pub struct Globals {
	pub fuel: u32,
	pub depth: u32,
	pub pages: u32,
	pub refused: u32,
}

/// Locals that are added to a function, after its own. Those it does not need are not there and have no valid index.
#[derive(Clone, Copy)]
pub struct Locals {
	pub fuel: u32,
	pub operand: u32,
	pub result: u32,
	pub f32: u32,
	pub f64: u32,
	pub v128: u32,
}

/// Which locals a function needs beside that for fuel.
#[derive(Clone, Copy, Default)]
pub struct Needs {
	pub operand: bool,
	pub result: bool,
	pub f32: bool,
	pub f64: bool,
	pub v128: bool,
}

impl Needs {
	pub fn add(&mut self, op: &Operator) {
		let dynamic = cost::dynamic(op);
		self.operand |= dynamic.is_some();
		self.result |= matches!(dynamic, Some(Dynamic::Pages | Dynamic::Slots));
		match cost::nan(op) {
			Some(Nan::F32) => self.f32 = true,
			Some(Nan::F64) => self.f64 = true,
			Some(Nan::F32x4 | Nan::F64x2) => self.v128 = true,
			None => {}
		}
	}
}

impl Locals {
	/// Their indices, for a function with `own` parameters and locals, and their types in that order.
	pub fn after(own: u32, needs: Needs) -> (Self, impl Iterator<Item = ValType>) {
		let mut types = vec![ValType::I64];
		let mut index = |needed: bool, ty: ValType| {
			if !needed {
				return u32::MAX;
			}
			types.push(ty);
			own + types.len() as u32 - 1
		};
		let locals = Self {
			fuel: own,
			operand: index(needs.operand, ValType::I32),
			result: index(needs.result, ValType::I32),
			f32: index(needs.f32, ValType::F32),
			f64: index(needs.f64, ValType::F64),
			v128: index(needs.v128, ValType::V128),
		};
		(locals, types.into_iter())
	}
}

/// A memory or a table that grows, with its index and the size it can have at most.
#[derive(Clone, Copy)]
pub enum Growing {
	Memory { index: u32, maximum: u32 },
	Table { index: u32, maximum: u32 },
}

/// Writes into one function.
pub struct Emit<'a> {
	pub out: &'a mut Function,
	pub globals: Globals,
	pub locals: Locals,
	/// Whether `locals.fuel` always equals the global between instructions of the guest.
	pub cached: bool,
}

impl Emit<'_> {
	/// Takes `cost` from the fuel; traps if `check` and nothing is left. The global is written before anything else
	/// happens, so it is right at every trap.
	pub fn charge(&mut self, cost: u64, check: bool) {
		self.load_fuel();
		self.out.instructions().i64_const(cost as i64).i64_sub();
		self.store_fuel(check);
	}

	/// Takes the cost of `dynamic` for the operand that is in `locals.operand`, and traps if nothing is left.
	pub fn charge_operand(&mut self, dynamic: Dynamic) {
		self.load_fuel();
		let mut out = self.out.instructions();
		out.local_get(self.locals.operand).i64_extend_i32_u();
		match dynamic {
			Dynamic::Bytes => out.i64_const(3).i64_shr_u(),
			Dynamic::Elements | Dynamic::Slots => out.i64_const(ELEMENT_BITS.into()).i64_shl(),
			Dynamic::Pages => out.i64_const(10).i64_shl(),
		};
		out.i64_sub();
		self.store_fuel(true);
	}

	pub fn reload_fuel(&mut self) {
		self.out.instructions().global_get(self.globals.fuel).local_set(self.locals.fuel);
	}

	fn load_fuel(&mut self) {
		match self.cached {
			true => self.out.instructions().local_get(self.locals.fuel),
			false => self.out.instructions().global_get(self.globals.fuel),
		};
	}

	fn store_fuel(&mut self, check: bool) {
		let mut out = self.out.instructions();
		if self.cached || check {
			out.local_tee(self.locals.fuel);
		}
		out.global_set(self.globals.fuel);
		if check {
			out.local_get(self.locals.fuel).i64_const(0).i64_lt_s().if_(BlockType::Empty).unreachable().end();
		}
	}

	pub fn enter(&mut self, weight: u32) {
		let depth = self.globals.depth;
		let mut out = self.out.instructions();
		out.global_get(depth).i32_const(weight as i32).i32_sub().global_set(depth);
		out.global_get(depth).i32_const(0).i32_lt_s().if_(BlockType::Empty).unreachable().end();
	}

	pub fn leave(&mut self, weight: u32) {
		let depth = self.globals.depth;
		self.out.instructions().global_get(depth).i32_const(weight as i32).i32_add().global_set(depth);
	}

	/// Before a growth, with its amount on top of the stack: pays for it out of fuel and pages, or puts an amount in
	/// its place that no engine grants.
	pub fn before_growth(&mut self, dynamic: Dynamic) {
		let Globals { pages, refused, .. } = self.globals;
		let operand = self.locals.operand;
		self.out.instructions().local_set(operand);
		self.weight(dynamic);
		self.out.instructions().global_get(pages).i32_gt_u().if_(BlockType::Empty);
		self.out.instructions().global_get(refused).i32_const(1).i32_or().global_set(refused);
		self.out.instructions().i32_const(-1).local_set(operand).else_();
		self.charge_operand(dynamic);
		self.out.instructions().global_get(pages);
		self.weight(dynamic);
		self.out.instructions().i32_sub().global_set(pages).end().local_get(operand);
	}

	/// After a growth, with its result on top of the stack: gives the pages back if it was not granted, and takes
	/// note if the engine had no reason to refuse.
	pub fn after_growth(&mut self, dynamic: Dynamic, growing: Growing) {
		let Globals { pages, refused, .. } = self.globals;
		let Locals { operand, result, .. } = self.locals;
		let mut out = self.out.instructions();
		out.local_tee(result).i32_const(-1).i32_eq().if_(BlockType::Empty);
		out.local_get(operand).i32_const(-1).i32_ne().if_(BlockType::Empty).global_get(pages);
		self.weight(dynamic);
		let mut out = self.out.instructions();
		out.i32_add().global_set(pages);
		let maximum = match growing {
			Growing::Memory { index, maximum } => {
				out.memory_size(index);
				maximum
			}
			Growing::Table { index, maximum } => {
				out.table_size(index);
				maximum
			}
		};
		out.local_get(operand).i32_add().i32_const(maximum as i32).i32_le_u().if_(BlockType::Empty);
		out.global_get(refused).i32_const(2).i32_or().global_set(refused);
		out.end().end().end().local_get(result);
	}

	/// Pushes the pages that the operand weighs.
	fn weight(&mut self, dynamic: Dynamic) {
		let mut out = self.out.instructions();
		out.local_get(self.locals.operand);
		if dynamic == Dynamic::Slots {
			out.i32_const(ELEMENTS_PER_PAGE_BITS as i32).i32_shr_u().i32_const(1).i32_add();
		}
	}

	/// Replaces a not-a-number on top of the stack by the one with the canonical bits.
	pub fn canonical(&mut self, nan: Nan) {
		const F32: u32 = 0x7fc0_0000;
		const F64: u64 = 0x7ff8_0000_0000_0000;
		let Locals { f32, f64, v128, .. } = self.locals;
		let mut out = self.out.instructions();
		match nan {
			Nan::F32 => {
				out.local_tee(f32).f32_const(Ieee32::new(F32)).local_get(f32).local_get(f32).f32_eq().select()
			}
			Nan::F64 => {
				out.local_tee(f64).f64_const(Ieee64::new(F64)).local_get(f64).local_get(f64).f64_eq().select()
			}
			Nan::F32x4 => {
				let lane = i128::from(F32);
				out.local_tee(v128).v128_const(lane | lane << 32 | lane << 64 | lane << 96);
				out.local_get(v128).local_get(v128).f32x4_eq().v128_bitselect()
			}
			Nan::F64x2 => {
				let lane = i128::from(F64);
				out.local_tee(v128).v128_const(lane | lane << 64);
				out.local_get(v128).local_get(v128).f64x2_eq().v128_bitselect()
			}
		};
	}
}
