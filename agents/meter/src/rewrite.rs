//! Second pass: writes the module anew with the charges in it.

use crate::cost;
use crate::emit::{Emit, Globals, Growing, Locals};
use crate::limits::{self, FUNCTION_BYTES, over};
use crate::names::check_names;
use crate::plan::{Plan, plan};
use crate::rules::{self, FEATURES, GLOBALS, Instantiation, MODULE, TABLE_ELEMENTS};
use std::borrow::Cow;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
	BlockType, CodeSection, CustomSection, EntityType, Function, GlobalType, ImportSection, Module,
	SectionId, ValType,
};
use wasmparser::{
	FuncValidatorAllocations, FunctionBody, Operator, Parser, Payload, TypeRef, ValidPayload, Validator,
	WasmModuleResources,
};

/// Meters a core module. Fails with a sentence for a module that is not valid WebAssembly of the allowed kind.
pub fn meter(wasm: &[u8]) -> Result<Vec<u8>, String> {
	check_names(wasm)?;
	rules::refuse_metered(wasm)?;
	limits::check_counts(wasm)?;
	let mut rewriter = read(wasm)?;
	let instantiation = Instantiation::of(wasm)?;
	let mut module = Module::new();
	rewriter.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|error| match error {
		Error::UserError(message) => message,
		other => other.to_string(),
	})?;
	module.section(&CustomSection { name: MODULE.into(), data: Cow::Owned(instantiation.encode()) });
	Ok(module.finish())
}

/// First pass: validates everything and plans every function.
fn read(wasm: &[u8]) -> Result<Rewriter, String> {
	let message = |error: wasmparser::BinaryReaderError| error.to_string();
	let mut validator = Validator::new_with_features(FEATURES);
	let mut allocations = FuncValidatorAllocations::default();
	let mut rewriter = Rewriter::default();
	for payload in Parser::new(0).parse_all(wasm) {
		let payload = payload.map_err(message)?;
		rewriter.learn(&payload)?;
		if let ValidPayload::Func(function, body) = validator.payload(&payload).map_err(message)? {
			let ty = function
				.resources
				.type_index_of_function(function.index)
				.ok_or("a function without a type")?;
			let validator = function.into_validator(std::mem::take(&mut allocations));
			let (plan, returned) = plan(ty, validator, &body)?;
			allocations = returned;
			rewriter.plans.push(plan);
		}
	}
	Ok(rewriter)
}

#[derive(Default)]
struct Rewriter {
	/// Results of each type; those of functions become results of a block.
	results: Vec<Vec<ValType>>,
	/// Types that are added for blocks with several results.
	block_types: Vec<Option<u32>>,
	imported_globals: u32,
	imports_done: bool,
	/// Greatest size of each memory and table.
	memories: Vec<u32>,
	tables: Vec<u32>,
	plans: Vec<Plan>,
	next_plan: usize,
}

type Rewritten<T> = Result<T, Error<String>>;

impl Rewriter {
	fn learn(&mut self, payload: &Payload) -> Result<(), String> {
		let message = |error: wasmparser::BinaryReaderError| error.to_string();
		match payload {
			Payload::TypeSection(types) => {
				for ty in types.clone().into_iter_err_on_gc_types() {
					let ty = ty.map_err(message)?;
					let results = ty.results().iter().map(|ty| self.val_type(*ty)).collect::<Result<_, _>>();
					self.results.push(results.map_err(|error: Error<String>| error.to_string())?);
				}
			}
			Payload::ImportSection(imports) => {
				for import in imports.clone().into_imports() {
					match import.map_err(message)?.ty {
						TypeRef::Memory(ty) => self.memories.push(memory_maximum(ty.maximum)),
						TypeRef::Table(ty) => self.tables.push(table_maximum(ty.maximum) as u32),
						ty if rules::is_global(&ty) => self.imported_globals += 1,
						_ => {}
					}
				}
			}
			Payload::MemorySection(memories) => {
				for memory in memories.clone() {
					self.memories.push(memory_maximum(memory.map_err(message)?.maximum));
				}
			}
			Payload::TableSection(tables) => {
				for table in tables.clone() {
					self.tables.push(table_maximum(table.map_err(message)?.ty.maximum) as u32);
				}
			}
			_ => {}
		}
		Ok(())
	}

	fn globals(&self) -> Globals {
		let first = self.imported_globals;
		Globals { fuel: first, depth: first + 1, pages: first + 2, refused: first + 3 }
	}

	fn import_globals(&mut self, imports: &mut ImportSection) {
		let mut import = |name, val_type| {
			imports.import(
				MODULE,
				name,
				EntityType::Global(GlobalType { val_type, mutable: true, shared: false }),
			);
		};
		import("fuel", ValType::I64);
		import("depth", ValType::I32);
		import("pages", ValType::I32);
		import("refused", ValType::I32);
		self.imports_done = true;
	}

	fn growing(&self, op: &Operator) -> Option<Growing> {
		match op {
			Operator::MemoryGrow { mem } => {
				Some(Growing::Memory { index: *mem, maximum: self.memories[*mem as usize] })
			}
			Operator::TableGrow { table } => {
				Some(Growing::Table { index: *table, maximum: self.tables[*table as usize] })
			}
			_ => None,
		}
	}

	fn frame_type(&self, ty: u32) -> BlockType {
		match (self.results[ty as usize].as_slice(), self.block_types[ty as usize]) {
			([], _) => BlockType::Empty,
			([result], _) => BlockType::Result(*result),
			(_, index) => BlockType::FunctionType(index.unwrap_or(ty)),
		}
	}
}

fn memory_maximum(declared: Option<u64>) -> u32 {
	declared.unwrap_or(65_536).min(65_536) as u32
}

fn table_maximum(declared: Option<u64>) -> u64 {
	declared.unwrap_or(TABLE_ELEMENTS).min(TABLE_ELEMENTS)
}

impl Reencode for Rewriter {
	type Error = String;

	fn global_index(&mut self, index: u32) -> Rewritten<u32> {
		Ok(if index < self.imported_globals { index } else { index + GLOBALS })
	}

	fn table_type(&mut self, ty: wasmparser::TableType) -> Rewritten<wasm_encoder::TableType> {
		let maximum = table_maximum(ty.maximum);
		let mut ty = utils::table_type(self, ty)?;
		ty.maximum = Some(maximum);
		Ok(ty)
	}

	fn parse_type_section(
		&mut self,
		types: &mut wasm_encoder::TypeSection,
		section: wasmparser::TypeSectionReader<'_>,
	) -> Rewritten<()> {
		utils::parse_type_section(self, types, section)?;
		for results in &self.results {
			self.block_types.push((results.len() > 1).then(|| {
				types.ty().function([], results.iter().copied());
				types.len() - 1
			}));
		}
		Ok(())
	}

	fn parse_import_section(
		&mut self,
		imports: &mut ImportSection,
		section: wasmparser::ImportSectionReader<'_>,
	) -> Rewritten<()> {
		utils::parse_import_section(self, imports, section)?;
		self.import_globals(imports);
		Ok(())
	}

	fn intersperse_section_hook(
		&mut self,
		module: &mut Module,
		_after: Option<SectionId>,
		before: Option<SectionId>,
	) -> Rewritten<()> {
		let early = matches!(before, Some(SectionId::Type | SectionId::Import | SectionId::Custom));
		if !self.imports_done && !early {
			let mut imports = ImportSection::new();
			self.import_globals(&mut imports);
			module.section(&imports);
		}
		Ok(())
	}

	/// Names and producers are dropped: they do not run, and would only make the cache larger.
	fn parse_custom_section(
		&mut self,
		_: &mut Module,
		_: wasmparser::CustomSectionReader<'_>,
	) -> Rewritten<()> {
		Ok(())
	}

	fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Rewritten<()> {
		let number = self.next_plan;
		self.next_plan += 1;
		let mut locals = Vec::new();
		for group in body.get_locals_reader()? {
			let (count, ty) = group?;
			locals.push((count, self.val_type(ty)?));
		}
		let plan = &self.plans[number];
		let (added, types) = Locals::after(plan.locals, plan.needs);
		locals.extend(types.map(|ty| (1, ty)));
		let mut out = Function::new(locals);
		self.write_body(number, added, &body, &mut out)?;
		if out.byte_len() > FUNCTION_BYTES {
			let (bytes, most) = (out.byte_len() as u64, FUNCTION_BYTES as u64);
			return Err(Error::UserError(over(bytes, most, "bytes in one function, once metered")));
		}
		code.function(&out);
		Ok(())
	}
}

impl Rewriter {
	fn write_body(
		&mut self,
		number: usize,
		locals: Locals,
		body: &FunctionBody<'_>,
		out: &mut Function,
	) -> Rewritten<()> {
		let plan = &self.plans[number];
		let weight = plan.weight;
		let block = self.frame_type(plan.ty);
		let cached = plan.caches_fuel();
		let mut emit = Emit { out, globals: self.globals(), locals, cached };
		if weight > 0 {
			emit.enter(weight);
			// A branch out of the function becomes a branch out of this block: every way leads past `leave`.
			emit.out.instructions().block(block);
		}
		if cached {
			emit.reload_fuel();
		}
		let (bytes, base) = (body.as_bytes(), body.range().start);
		let mut reader = body.get_operators_reader()?;
		let (mut number_of_op, mut segment, mut level) = (0u32, 0usize, 0u32);
		while !reader.eof() {
			if let Some(next) =
				self.plans[number].segments.get(segment).filter(|next| next.start == number_of_op)
			{
				segment += 1;
				if next.cost > 0 || next.check {
					emit.charge(next.cost.max(1), next.check);
				}
			}
			let start = (reader.original_position() - base) as usize;
			let op = reader.read()?;
			let raw = &bytes[start..(reader.original_position() - base) as usize];
			number_of_op += 1;
			let dynamic = cost::dynamic(&op);
			let growing = self.growing(&op);
			match dynamic {
				Some(dynamic) if growing.is_some() => emit.before_growth(dynamic),
				Some(dynamic) => {
					emit.out.instructions().local_tee(emit.locals.operand);
					emit.charge_operand(dynamic);
				}
				None => {}
			}
			match &op {
				Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
					level += 1;
					emit.out.raw(raw.iter().copied());
				}
				Operator::End => {
					if level == 0 && weight > 0 {
						emit.out.instructions().end();
						emit.leave(weight);
					}
					level = level.saturating_sub(1);
					emit.out.instructions().end();
				}
				Operator::Return if weight > 0 => {
					emit.out.instructions().br(level);
				}
				Operator::GlobalGet { .. } | Operator::GlobalSet { .. } => {
					let instruction = self.instruction(op.clone())?;
					emit.out.instruction(&instruction);
				}
				_ => {
					emit.out.raw(raw.iter().copied());
				}
			}
			if cached && matches!(op, Operator::Call { .. } | Operator::CallIndirect { .. }) {
				emit.reload_fuel();
			}
			if let (Some(dynamic), Some(growing)) = (dynamic, growing) {
				emit.after_growth(dynamic, growing);
			}
			if let Some(nan) = cost::nan(&op) {
				emit.canonical(nan);
			}
		}
		Ok(())
	}
}
