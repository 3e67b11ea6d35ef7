//! A runtime of nothing but tasks, and steps for tests.

mod market;
mod steps;

pub use market::{DustBin, Note, Record, Register};
pub use steps::*;

use crate::{self as pallet_tasks, *};
use ainur_primitives::{Balance, Capability, Cid, Did, Moment, TaskId, AINU, DAY, HOUR, MINUTE, SECOND};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		ConstU128, ConstU32, ConstU64, Hooks, VariantCountOf,
	},
	weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use frame_system::EnsureRoot;
use sp_runtime::{BuildStorage, DispatchResult, Permill};

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
pub const RETENTION: Moment = 30 * DAY;
pub const MAX_BIDS: u32 = 5;

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
	type OnTimestampSet = Tasks;
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = ();
}

parameter_types! {
	pub const Treasury: AccountId = TREASURY;
	pub static ProtocolFee: Permill = Permill::from_percent(2);
	pub static BidLimit: u32 = MAX_BIDS;
	pub static Keep: Moment = RETENTION;
	pub static MaxDue: Weight = Weight::from_parts(500 * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type DustRemoval = DustBin;
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
	type RetentionMs = Keep;
	type MaxBids = BidLimit;
	type MaxDueWeight = MaxDue;
	type WeightInfo = ();
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
