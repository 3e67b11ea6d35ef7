//! Goes wrong in every way an agent can: for the sandbox's tests. It is not in the catalogue.

use ainur::agent::host::{Level, log, progress};
use serde::Deserialize;
use std::hint::black_box;

wit_bindgen::generate!({ path: "../../wit", world: "agent" });

#[derive(Deserialize)]
#[serde(tag = "mode", rename_all = "kebab-case")]
enum Mode {
	/// Executes `unreachable`.
	Crash,
	/// Reads far outside its memory.
	OutOfBounds,
	/// Never returns.
	Loop,
	/// Asks for memory until there is none.
	Allocate,
	/// Asks for memory, then gives back how many MiB it got before it was refused.
	AllocateUntilRefused,
	/// Calls itself without end.
	Recurse,
	/// Writes `lines` lines to the log.
	Print { lines: u32 },
	/// Reports progress from 0 to 1000 in four steps, then loops.
	Progress,
	/// Returns `bytes` zero bytes.
	Output { bytes: usize },
	/// Returns the bit patterns of not-a-numbers that processors disagree on.
	Nan,
	/// Fails as the world allows.
	Fail { code: String },
}

struct Faulty;

impl Guest for Faulty {
	fn run(task: TaskInput) -> Result<TaskOutput, TaskError> {
		let mode = serde_json::from_str(&task.parameters)
			.map_err(|error| TaskError::InvalidInput(error.to_string()))?;
		let data = perform(mode)?;
		Ok(TaskOutput { media_type: "application/octet-stream".into(), data })
	}
}

fn perform(mode: Mode) -> Result<Vec<u8>, TaskError> {
	match mode {
		Mode::Crash => crash(),
		// SAFETY: there is none; the sandbox has to stop it.
		Mode::OutOfBounds => Ok(vec![unsafe { black_box(0xffff_fff0_usize as *const u8).read_volatile() }]),
		Mode::Loop => spin(),
		Mode::Allocate => {
			let mut kept: Vec<Vec<u8>> = Vec::new();
			loop {
				kept.push(vec![kept.len() as u8 | 1; 1 << 20]);
				black_box(&kept);
			}
		}
		Mode::AllocateUntilRefused => {
			let mut kept: Vec<Vec<u8>> = Vec::new();
			let mut next: Vec<u8> = Vec::new();
			while next.try_reserve_exact(1 << 20).is_ok() {
				kept.push(std::mem::take(&mut next));
				black_box(&kept);
			}
			Ok(kept.len().to_string().into_bytes())
		}
		Mode::Recurse => Ok(recurse(1, black_box(&Next(recurse))).to_le_bytes().to_vec()),
		Mode::Print { lines } => {
			(0..lines).for_each(|line| log(Level::Info, &format!("line {line}")));
			Ok(Vec::new())
		}
		Mode::Progress => {
			(0..=4).for_each(|step| progress(step * 250, &format!("step {step}")));
			spin()
		}
		Mode::Output { bytes } => Ok(vec![0; bytes]),
		Mode::Nan => Ok(nans()),
		Mode::Fail { code } => Err(match code.as_str() {
			"invalid-input" => TaskError::InvalidInput("told to".into()),
			"unsupported" => TaskError::Unsupported("told to".into()),
			_ => TaskError::Internal("told to".into()),
		}),
	}
}

#[cfg(target_arch = "wasm32")]
fn crash() -> ! {
	core::arch::wasm32::unreachable()
}

#[cfg(not(target_arch = "wasm32"))]
fn crash() -> ! {
	std::process::abort()
}

fn spin() -> ! {
	let mut x = 0u64;
	loop {
		x = black_box(x + 1);
	}
}

struct Next(fn(u64, &Next) -> u64);

/// Without end, and without a frame in memory: what is used up is the call stack and not the program's own.
fn recurse(n: u64, next: &Next) -> u64 {
	n ^ (next.0)(n + 1, next)
}

fn nans() -> Vec<u8> {
	let (zero, none) = (black_box(0.0f64), black_box(0.0f64));
	let odd = black_box(f64::from_bits(0x7ff8_dead_beef_0001));
	let values =
		[zero / none, odd + 1.0, -(zero / none), odd.sqrt(), f64::INFINITY - black_box(f64::INFINITY)];
	let (small, no_small) = (black_box(0.0f32), black_box(0.0f32));
	let mut bytes: Vec<u8> = values.iter().flat_map(|value| value.to_bits().to_le_bytes()).collect();
	bytes.extend((small / no_small).to_bits().to_le_bytes());
	bytes
}

export!(Faulty);
