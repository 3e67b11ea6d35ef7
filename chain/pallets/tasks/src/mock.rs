//! A runtime of nothing but tasks, with a small register of agents and a record that remembers what it was
//! told. Both live in storage, so that they roll back with everything else.

use crate::{self as pallet_tasks, *};
use ainur_primitives::{
	AgentRegistry, AgentView, Balance, Capabilities, Capability, Cid, Did, Moment, Reputation, TaskId, AINU,
	HOUR, MINUTE, SECOND,
};
use codec::{Decode, Encode};
use frame_support::{
	assert_ok, derive_impl, parameter_types, storage_alias,
	traits::{
		fungible::{Inspect, InspectHold},
		tokens::imbalance::ResolveTo,
		ConstU128, ConstU32, ConstU64, Hooks, VariantCountOf,
	},
	Twox64Concat,
};
use frame_system::EnsureRoot;
use sp_runtime::{BuildStorage, DispatchError, DispatchResult, Permill};

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

/// Posts tasks.
pub const SUBMITTER: AccountId = 1;
/// Owns the agent `anna`.
pub const ANNA: AccountId = 2;
/// Owns the agent `bert`.
pub const BERT: AccountId = 3;
/// Owns the agent `cora`, and some more where a test needs them.
pub const CORA: AccountId = 4;
/// Has nothing to do with any task.
pub const STRANGER: AccountId = 5;
pub const TREASURY: AccountId = 99;

/// Existential deposit, in planck.
pub const ED: Balance = AINU / 100;
/// What everybody has at genesis, in planck.
pub const RICH: Balance = 10_000 * AINU;
/// What the treasury has at genesis, in planck.
pub const TREASURE: Balance = AINU;
/// Timestamp of the first block.
pub const T0: Moment = 1_700_000_000_000;
pub const BIDDING: Moment = 2 * MINUTE;
pub const TIMEOUT: Moment = 10 * MINUTE;
pub const WINDOW: Moment = 2 * HOUR;
pub const START: Moment = 5 * MINUTE;
pub const RESOLUTION: Moment = 24 * HOUR;
pub const MAX_BIDS: u32 = 8;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		Tasks: pallet_tasks,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

impl pallet_timestamp::Config for Test {
	type Moment = Moment;
	type OnTimestampSet = ();
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = ();
}

parameter_types! {
	pub const Treasury: AccountId = TREASURY;
	pub static ProtocolFee: Permill = Permill::from_percent(2);
	pub static MaxDue: u32 = 50;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type DustRemoval = ResolveTo<Treasury, Balances>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Agents = Register;
	type Reputation = Record;
	type ResolverOrigin = EnsureRoot<AccountId>;
	type Treasury = Treasury;
	type ProtocolFee = ProtocolFee;
	type MinBiddingMs = ConstU64<MINUTE>;
	type MinDisputeMs = ConstU64<HOUR>;
	type StartMs = ConstU64<START>;
	type ResolutionMs = ConstU64<RESOLUTION>;
	type MaxBids = ConstU32<MAX_BIDS>;
	type MaxDuePerBlock = MaxDue;
	type WeightInfo = ();
}

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
type Scores = StorageMap<Record, Twox64Concat, Did, i64, frame_support::pallet_prelude::ValueQuery>;
#[storage_alias]
type Noted = StorageValue<Record, Vec<Note>, frame_support::pallet_prelude::ValueQuery>;

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

/// Genesis: everybody is rich, three agents are registered, the first block has begun.
pub fn ext() -> sp_io::TestExternalities {
	ext_with_treasury(TREASURE)
}

/// As [`ext`], with another balance of the treasury; 0 for none.
pub fn ext_with_treasury(treasure: Balance) -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let mut balances: Vec<_> = [SUBMITTER, ANNA, BERT, CORA, STRANGER].map(|who| (who, RICH)).to_vec();
	if treasure > 0 {
		balances.push((TREASURY, treasure));
	}
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	let mut ext = sp_io::TestExternalities::from(storage);
	ext.execute_with(|| {
		Register::add("anna", ANNA);
		Register::add("bert", BERT);
		Register::add("cora", CORA);
		begin_block(T0);
	});
	ext
}

/// Begins a block with the timestamp `now`.
pub fn begin_block(now: Moment) {
	System::set_block_number(System::block_number() + 1);
	Tasks::on_initialize(System::block_number());
	Timestamp::set_timestamp(now);
}

/// Ends the block, which passes deadlines, and checks the invariants.
pub fn end_block() {
	Tasks::on_finalize(System::block_number());
	check();
}

/// Ends the block, has an empty one at `now`, and begins another one at the same time. Whatever is due at
/// `now` has happened then.
pub fn pass(now: Moment) {
	end_block();
	begin_block(now);
	end_block();
	begin_block(now);
}

/// The timestamp of the block.
pub fn now() -> Moment {
	Timestamp::get()
}

/// Panics unless the books agree, and every planck of the issuance is in some account.
pub fn check() {
	assert_ok!(Tasks::do_try_state());
	let total: Balance =
		frame_system::Account::<Test>::iter_keys().map(|who| Balances::total_balance(&who)).sum();
	assert_eq!(total, Balances::total_issuance(), "money was minted or lost");
}

pub fn bytes<const N: u32>(text: &str) -> frame_support::BoundedVec<u8, ConstU32<N>> {
	text.as_bytes().to_vec().try_into().expect("fits")
}

pub fn did(name: &str) -> Did {
	bytes(&format!("did:ainur:{name}"))
}

pub fn cid(text: &str) -> Cid {
	bytes(text)
}

pub fn free(who: AccountId) -> Balance {
	Balances::balance(&who)
}

pub fn held(reason: HoldReason, who: AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), &who)
}

pub fn task(id: TaskId) -> Task<AccountId> {
	pallet_tasks::Tasks::<Test>::get(id).expect("the task exists")
}

pub fn state(id: TaskId) -> TaskState {
	task(id).state
}

/// The pallet's events since the last time this was called.
pub fn take_events() -> Vec<Event<Test>> {
	let events = System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Tasks(event) => Some(event),
			_ => None,
		})
		.collect();
	System::reset_events();
	events
}

/// A task like any other: 100 AINU, bidding opens at once.
pub fn params() -> PostParams {
	PostParams {
		title: bytes("Say it again"),
		capability: Capability::try_from(b"echo".to_vec()).unwrap(),
		target: None,
		input_cid: cid("bafkinput"),
		budget: 100 * AINU,
		trust: Trust::Optimistic,
		min_reputation: 0,
		opens_in_ms: 0,
		bidding_ms: BIDDING,
		timeout_ms: TIMEOUT,
		dispute_window_ms: WINDOW,
	}
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn post(params: PostParams) -> TaskId {
	let id = NextTaskId::<Test>::get();
	assert_ok!(Tasks::post(signed(SUBMITTER), params));
	id
}

pub fn bid(id: TaskId, agent: &str, owner: AccountId, price: Balance) {
	assert_ok!(Tasks::bid(signed(owner), id, did(agent), price));
}

pub fn submit(id: TaskId, owner: AccountId) -> DispatchResult {
	Tasks::submit_result(signed(owner), id, cid("bafkoutput"), [7; 32], cid("bafkreceipt"), 1_234)
}

/// A task that `anna` can bid on.
pub fn bidding() -> TaskId {
	let id = post(params());
	pass(now() + SECOND);
	id
}

/// A task that `anna` got for `price`.
pub fn matched(price: Balance) -> TaskId {
	let id = bidding();
	bid(id, "anna", ANNA, price);
	pass(task(id).deadline);
	id
}

/// A task that `anna` works on for `price`.
pub fn running(price: Balance) -> TaskId {
	let id = matched(price);
	assert_ok!(Tasks::start(signed(ANNA), id));
	id
}

/// A task that `anna` has delivered for `price`.
pub fn verifying(price: Balance) -> TaskId {
	let id = running(price);
	assert_ok!(submit(id, ANNA));
	id
}

/// A task with a dispute over a `price`.
pub fn disputed(price: Balance) -> TaskId {
	let id = verifying(price);
	assert_ok!(Tasks::dispute(signed(SUBMITTER), id, bytes("wrong")));
	id
}

/// A task in `state`, brought there by `anna` at 50 AINU.
pub fn in_state(state: TaskState) -> TaskId {
	let price = 50 * AINU;
	let id = match state {
		TaskState::Created => post(PostParams { opens_in_ms: HOUR, ..params() }),
		TaskState::Bidding => bidding(),
		TaskState::Matched => matched(price),
		TaskState::Running => running(price),
		TaskState::Verifying => verifying(price),
		TaskState::Disputed => disputed(price),
		TaskState::Finalized => {
			let id = verifying(price);
			assert_ok!(Tasks::accept(signed(SUBMITTER), id));
			id
		}
		TaskState::Cancelled => {
			let id = bidding();
			assert_ok!(Tasks::cancel(signed(SUBMITTER), id));
			id
		}
		TaskState::NoBids => {
			let id = bidding();
			pass(task(id).deadline);
			id
		}
		TaskState::TimedOut => {
			let id = matched(price);
			assert_ok!(Tasks::fail(signed(ANNA), id, bytes("no")));
			id
		}
	};
	assert_eq!(task(id).state, state);
	id
}

/// All states.
pub const STATES: [TaskState; 10] = [
	TaskState::Created,
	TaskState::Bidding,
	TaskState::Matched,
	TaskState::Running,
	TaskState::Verifying,
	TaskState::Disputed,
	TaskState::Finalized,
	TaskState::Cancelled,
	TaskState::NoBids,
	TaskState::TimedOut,
];
