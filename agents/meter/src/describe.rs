//! Component types as text: two types are the same if and only if their texts are.
//!
//! A resource is described by the interface and the name under which it appears first, so that one resource is told
//! from another whatever each component calls it.

use std::collections::BTreeMap;
use std::fmt::Write;
use wasmparser::component_types::{
	ComponentAnyTypeId, ComponentDefinedType, ComponentDefinedTypeId, ComponentEntityType,
	ComponentFuncTypeId, ComponentItem, ComponentValType, ResourceId,
};
use wasmparser::types::TypesRef;

/// Longest description of one function or type. Types that share parts can be far larger as text than in binary.
const LONGEST: usize = 64 * 1024;

/// Describes the items of one component, in the order of its imports and exports.
pub struct Describer<'a> {
	types: TypesRef<'a>,
	resources: BTreeMap<ResourceId, String>,
	text: String,
}

impl<'a> Describer<'a> {
	pub fn new(types: TypesRef<'a>) -> Self {
		Self { types, resources: BTreeMap::new(), text: String::new() }
	}

	/// Name and description of everything in `item`, which is called `name`: each export of an instance, or the item
	/// itself under an empty name.
	pub fn members(&mut self, name: &str, item: &ComponentItem) -> Result<BTreeMap<String, String>, String> {
		let types = self.types;
		match item.ty {
			ComponentEntityType::Instance(id) => types[id]
				.exports
				.iter()
				.map(|(member, item)| Ok((member.clone(), self.describe(&format!("{name}/{member}"), item)?)))
				.collect(),
			_ => Ok(BTreeMap::from([(String::new(), self.describe(name, item)?)])),
		}
	}

	fn describe(&mut self, path: &str, item: &ComponentItem) -> Result<String, String> {
		self.text.clear();
		match item.ty {
			ComponentEntityType::Func(id) => self.function(id),
			ComponentEntityType::Type { referenced: ComponentAnyTypeId::Defined(id), .. } => {
				self.text.push_str("type ");
				self.defined(id);
			}
			ComponentEntityType::Type { referenced: ComponentAnyTypeId::Resource(id), .. } => {
				let name = self.resources.entry(id.resource()).or_insert_with(|| path.into());
				write!(self.text, "resource {name}").expect("text takes everything");
			}
			// Components, modules, values, instances within instances: nothing here offers such a thing.
			_ => self.text.push_str("something else"),
		}
		if self.text.len() > LONGEST {
			return Err(format!("the type of {path} is too large"));
		}
		Ok(std::mem::take(&mut self.text))
	}

	fn function(&mut self, id: ComponentFuncTypeId) {
		let types = self.types;
		let ty = &types[id];
		self.text.push_str(if ty.async_ { "async func(" } else { "func(" });
		for (name, ty) in &ty.params {
			self.named(name.as_str(), Some(*ty));
		}
		self.text.push_str(") -> ");
		self.optional(ty.result);
	}

	fn named(&mut self, name: &str, ty: Option<ComponentValType>) {
		write!(self.text, "{name}: ").expect("text takes everything");
		self.optional(ty);
		self.text.push_str(", ");
	}

	fn optional(&mut self, ty: Option<ComponentValType>) {
		match ty {
			Some(ty) => self.value(ty),
			None => self.text.push('_'),
		}
	}

	fn value(&mut self, ty: ComponentValType) {
		match ty {
			_ if self.text.len() > LONGEST => {}
			ComponentValType::Primitive(ty) => write!(self.text, "{ty}").expect("text takes everything"),
			ComponentValType::Type(id) => self.defined(id),
		}
	}

	fn list(&mut self, kind: &str, types: impl Iterator<Item = Option<ComponentValType>>) {
		self.text.push_str(kind);
		self.text.push('<');
		for ty in types {
			self.optional(ty);
			self.text.push_str(", ");
		}
		self.text.push('>');
	}

	fn words<'b>(&mut self, kind: &str, words: impl Iterator<Item = &'b str>) {
		self.text.push_str(kind);
		self.text.push('{');
		for word in words {
			write!(self.text, "{word}, ").expect("text takes everything");
		}
		self.text.push('}');
	}

	fn defined(&mut self, id: ComponentDefinedTypeId) {
		use ComponentDefinedType::*;
		let types = self.types;
		match &types[id] {
			Primitive(ty) => self.value(ComponentValType::Primitive(*ty)),
			Record(record) => {
				self.text.push_str("record{");
				record.fields.iter().for_each(|(name, ty)| self.named(name.as_str(), Some(*ty)));
				self.text.push('}');
			}
			Variant(variant) => {
				self.text.push_str("variant{");
				variant.cases.iter().for_each(|(name, case)| self.named(name.as_str(), case.ty));
				self.text.push('}');
			}
			List { element, .. } => self.list("list", [Some(*element)].into_iter()),
			Tuple(tuple) => self.list("tuple", tuple.types.iter().map(|ty| Some(*ty))),
			Option { ty, .. } => self.list("option", [Some(*ty)].into_iter()),
			Result { ok, err, .. } => self.list("result", [*ok, *err].into_iter()),
			Flags(names) => self.words("flags", names.iter().map(|name| name.as_str())),
			Enum(names) => self.words("enum", names.iter().map(|name| name.as_str())),
			Own(id) => self.handle("own", id.resource()),
			Borrow(id) => self.handle("borrow", id.resource()),
			Map { .. } | FixedLengthList { .. } | Future { .. } | Stream { .. } => {
				self.text.push_str("something else");
			}
		}
	}

	fn handle(&mut self, kind: &str, id: ResourceId) {
		let name = self.resources.get(&id).map_or("unnamed", |name| name.as_str());
		write!(self.text, "{kind} {name}").expect("text takes everything");
	}
}
