//! A small register of agents, and a record that remembers what it was told. Both live in storage, so that they
//! roll back with everything else.

use super::{bytes, did, AccountId, Balances, TREASURY};
use ainur_primitives::{AgentRegistry, AgentView, Balance, Capabilities, Did, Reputation, TaskId};
use codec::{Decode, Encode};
use frame_support::{
	pallet_prelude::ValueQuery,
	storage_alias,
	traits::{
		fungible::{Balanced, Credit},
		Imbalance, OnUnbalanced,
	},
	Twox64Concat,
};
use sp_runtime::{DispatchError, DispatchResult};

/// An agent as the mock register knows it.
#[derive(Encode, Decode, Clone)]
pub struct Registered {
	pub owner: AccountId,
	pub active: bool,
	pub capabilities: Capabilities,
	pub engaged: u32,
}

#[storage_alias]
type Agents = StorageMap<Register, Twox64Concat, Did, Registered>;
#[storage_alias]
type Scores = StorageMap<Record, Twox64Concat, Did, i64, ValueQuery>;
#[storage_alias]
type Noted = StorageValue<Record, Vec<Note>, ValueQuery>;

#[storage_alias]
type Burned = StorageValue<DustBin, Balance, ValueQuery>;

/// Gives dust to the treasury. What a treasury that does not exist cannot take is burned, and counted.
pub struct DustBin;

impl DustBin {
	pub fn burned() -> Balance {
		Burned::get()
	}
}

impl OnUnbalanced<Credit<AccountId, Balances>> for DustBin {
	fn on_nonzero_unbalanced(dust: Credit<AccountId, Balances>) {
		if let Err(dust) = Balances::resolve(&TREASURY, dust) {
			Burned::mutate(|burned| *burned += dust.peek());
		}
	}
}

/// The mock register of agents.
pub struct Register;

impl Register {
	pub fn add(agent: &str, owner: AccountId) {
		let capabilities = vec![bytes("echo")].try_into().unwrap();
		Agents::insert(did(agent), Registered { owner, active: true, capabilities, engaged: 0 });
	}

	pub fn change(agent: &str, f: impl FnOnce(&mut Registered)) {
		Agents::mutate(did(agent), |agent| f(agent.as_mut().expect("is registered")));
	}

	pub fn engaged(agent: &str) -> u32 {
		Agents::get(did(agent)).map_or(0, |agent| agent.engaged)
	}

	pub fn total_engaged() -> u32 {
		Agents::iter_values().map(|agent| agent.engaged).sum()
	}
}

impl AgentRegistry<AccountId> for Register {
	fn agent(did: &Did) -> Option<AgentView<AccountId>> {
		let Registered { owner, active, capabilities, .. } = Agents::get(did)?;
		Some(AgentView { owner, active, capabilities })
	}

	fn engage(did: &Did) -> DispatchResult {
		Agents::try_mutate(did, |agent| match agent {
			Some(agent) if agent.active => {
				agent.engaged += 1;
				Ok(())
			}
			_ => Err(DispatchError::Unavailable),
		})
	}

	fn disengage(did: &Did) {
		Agents::mutate(did, |agent| agent.as_mut().expect("is registered").engaged -= 1);
	}

	fn engaged() -> impl Iterator<Item = (Did, u32)> {
		Agents::iter().filter(|(_, agent)| agent.engaged > 0).map(|(did, agent)| (did, agent.engaged))
	}
}

/// What the record was told.
#[derive(Encode, Decode, Clone, Debug, PartialEq, Eq)]
pub enum Note {
	Completed(Did, Balance, TaskId),
	Failed(Did, TaskId),
	Disputed(Did, TaskId),
}

/// The mock record of agents' work. Scores are set by hand.
pub struct Record;

impl Record {
	pub fn set(agent: &str, score: i64) {
		Scores::insert(did(agent), score);
	}

	pub fn notes() -> Vec<Note> {
		Noted::get()
	}

	fn note(note: Note) {
		Noted::mutate(|notes| notes.push(note));
	}
}

impl Reputation for Record {
	fn score(did: &Did) -> i64 {
		Scores::get(did)
	}
	fn completed(did: &Did, value: Balance, task: TaskId) {
		Self::note(Note::Completed(did.clone(), value, task));
	}
	fn failed(did: &Did, task: TaskId) {
		Self::note(Note::Failed(did.clone(), task));
	}
	fn disputed(did: &Did, task: TaskId) {
		Self::note(Note::Disputed(did.clone(), task));
	}
}
