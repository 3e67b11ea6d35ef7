//! What can be said of metered modules without running them; `src/core/sandbox/meter.test.ts` runs them.

use ainur_meter::{Instantiation, MODULE, VERSION, check_names, meter};
use wasmparser::{Operator, Parser, Payload, Validator, WasmFeatures};

fn module(source: &str) -> Vec<u8> {
	wat::parse_str(format!("(module {source})")).expect("the source is valid")
}

const LOOP: &str = r#"(memory 2) (data (i32.const 0) "0123456789abcdef")
    (global $g (mut i32) (i32.const 7))
    (func (export "run") (param i32) (result i32)
        (loop $l (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
        (global.get $g))"#;

#[test]
fn the_result_is_valid_and_the_same_each_time() {
	let metered = meter(&module(LOOP)).expect("it is allowed");
	Validator::new_with_features(WasmFeatures::WASM2).validate_all(&metered).expect("it is valid");
	assert_eq!(meter(&module(LOOP)), Ok(metered));
}

#[test]
fn what_is_metered_is_refused() {
	let metered = meter(&module(LOOP)).expect("it is allowed");
	assert!(meter(&metered).expect_err("it has the meter's imports").contains("metered already"));
	let forged = module(r#"(@custom "ainur:meter" "")"#);
	assert!(meter(&forged).is_err());
}

#[test]
fn own_globals_move_behind_the_meters() {
	let metered = meter(&module(LOOP)).expect("it is allowed");
	let mut read = Vec::new();
	for payload in Parser::new(0).parse_all(&metered) {
		if let Payload::CodeSectionEntry(body) = payload.expect("it is valid") {
			for op in body.get_operators_reader().expect("it has operators") {
				if let Operator::GlobalGet { global_index } = op.expect("it is valid") {
					read.push(global_index);
				}
			}
		}
	}
	assert!(read.contains(&4), "the guest's own global");
	assert!(read.contains(&0), "the fuel");
}

#[test]
fn the_custom_section_tells_what_an_instance_takes() {
	let expected = Instantiation { pages: 2, fuel: 2 };
	let declared = Instantiation::of(&module(LOOP)).expect("it is allowed");
	assert_eq!(declared.pages, expected.pages);
	assert!(declared.fuel >= expected.fuel);
	let metered = meter(&module(LOOP)).expect("it is allowed");
	let sections: Vec<_> = Parser::new(0)
		.parse_all(&metered)
		.filter_map(|payload| match payload.expect("it is valid") {
			Payload::CustomSection(section) => Some((section.name().to_owned(), section.data().to_vec())),
			_ => None,
		})
		.collect();
	assert_eq!(sections, [(MODULE.to_owned(), declared.encode())]);
	assert_eq!(declared.encode()[..4], VERSION.to_le_bytes());
}

#[test]
fn declarations_over_the_limits_are_refused() {
	for source in [
		"(table 1000001 funcref)",
		"(memory 1 1 shared)",
		"(memory i64 1)",
		"(memory 1) (memory 1)",
		"(memory 65536) (table 1 funcref)",
	] {
		assert!(meter(&module(source)).is_err(), "{source}");
	}
	assert!(meter(&module("(memory 65536)")).is_ok());
}

#[test]
fn names_that_javascript_could_read_otherwise_are_refused() {
	for name in ["it's", "a\\\\b", "`${x}`", "a\\nb", "\u{2028}", "a*/b", "(x)", "\\\"", "naïve"] {
		for source in [
			format!(r#"(func (export "{name}"))"#),
			format!(r#"(import "{name}" "f" (func))"#),
			format!(r#"(import "m" "{name}" (func))"#),
		] {
			let error = meter(&module(&source)).expect_err(&source);
			assert!(error.contains("no tool puts into a name"), "{source}: {error}");
		}
		let inner = format!(
			r#"(component $c (core module $m (func (export "f"))) (core instance $i (instantiate $m))
			(core instance (export "{name}" (func $i "f"))))"#
		);
		for source in [&inner, &format!("(component {inner})")] {
			let component = wat::parse_str(source).expect("the source is valid");
			assert!(check_names(&component).is_err(), "{source}");
		}
	}
}

#[test]
fn names_that_tools_make_are_allowed() {
	for name in [
		"wasi:io/streams@0.2.0",
		"[method]output-stream.blocking-write-and-flush",
		"cabi_post_a:b/c#run",
		"$root",
		"cm32p2|a:b/c|run",
		"libc++.so",
		"_ZN3std2io5Write9write_all17h0123E",
	] {
		let source = format!(r#"(func (export "{name}"))"#);
		assert!(meter(&module(&source)).is_ok(), "{name}");
	}
}
