//! Makes core WebAssembly modules countable and bounded, without changing what they compute.
//!
//! A metered module imports four mutable globals from `ainur:meter` and works on them as it runs:
//!
//! | global    | type | meaning                                                                       |
//! |-----------|------|-------------------------------------------------------------------------------|
//! | `fuel`    | i64  | what is left; a block is paid for before it runs; below zero is a trap        |
//! | `depth`   | i32  | stack that is left, in slots of 8 bytes; below zero is a trap                 |
//! | `pages`   | i32  | pages of 64 KiB that all memories and tables together may still grow by       |
//! | `refused` | i32  | bit 0: a growth was over budget; bit 1: the engine refused one within budget  |
//!
//! All four are up to date whenever the module calls out, returns or traps. The custom section `ainur:meter` says
//! what an instance takes before its first instruction ([`Instantiation`]): the host subtracts it.
//!
//! The same module gives the same bytes on every machine.

mod component;
mod cost;
mod describe;
mod emit;
mod limits;
mod names;
mod plan;
mod rewrite;
mod rules;

use std::cell::Cell;

pub use component::{Refusal, check_component};
pub use names::check_names;
pub use rewrite::meter;
pub use rules::{Instantiation, MODULE, VERSION};

thread_local! {
	static OUTPUT: Cell<(*const u8, usize)> = const { Cell::new((std::ptr::null(), 0)) };
}

/// Version of the rules: two meters of one version charge alike.
#[unsafe(no_mangle)]
pub extern "C" fn meter_version() -> u32 {
	VERSION
}

/// Room for `length` bytes of input.
#[unsafe(no_mangle)]
pub extern "C" fn meter_allocate(length: usize) -> *mut u8 {
	Box::leak(vec![0u8; length].into_boxed_slice()).as_mut_ptr()
}

/// Meters the module in `input`. Returns 1 and leaves a module as output, or 0 and leaves a message.
///
/// # Safety
/// `input` must come from [`meter_allocate`] with the same `length`, and is consumed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn meter_run(input: *mut u8, length: usize) -> u32 {
	// SAFETY: the caller's promise above.
	answer(meter(&unsafe { take(input, length) }))
}

/// Holds the component in `input` to the world of agents. Returns 1; or leaves a message and returns 0 for what is no
/// valid component, 2 for an import that is not offered, 3 for what is no agent otherwise.
///
/// # Safety
/// As for [`meter_run`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn meter_check_component(input: *mut u8, length: usize) -> u32 {
	// SAFETY: the caller's promise above.
	let (code, message) = match check_component(&unsafe { take(input, length) }) {
		Ok(()) => return 1,
		Err(Refusal::Invalid(message)) => (0, message),
		Err(Refusal::UnknownImport(message)) => (2, message),
		Err(Refusal::Unsupported(message)) => (3, message),
	};
	leave(message.into_bytes());
	code
}

/// # Safety
/// As for [`meter_run`].
unsafe fn take(input: *mut u8, length: usize) -> Box<[u8]> {
	// SAFETY: it was leaked by `meter_allocate` with this length.
	unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(input, length)) }
}

fn answer(result: Result<Vec<u8>, String>) -> u32 {
	let (output, success) = match result {
		Ok(module) => (module, 1),
		Err(message) => (message.into_bytes(), 0),
	};
	leave(output);
	success
}

fn leave(output: Vec<u8>) {
	let output = Box::leak(output.into_boxed_slice());
	OUTPUT.set((output.as_ptr(), output.len()));
}

#[unsafe(no_mangle)]
pub extern "C" fn meter_output() -> *const u8 {
	OUTPUT.get().0
}

#[unsafe(no_mangle)]
pub extern "C" fn meter_output_length() -> usize {
	OUTPUT.get().1
}
