//! A chain with the register, the token and a clock.

use crate as pallet_agents;
use ainur_primitives::{Balance, Moment, AINU, DAY, MILLI_AINU};
use frame_support::{
	derive_impl,
	traits::{ConstU128, ConstU64},
};
use sp_runtime::BuildStorage;

pub type AccountId = u64;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Test>;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances::Pallet<Test>;
	#[runtime::pallet_index(3)]
	pub type Agents = pallet_agents::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<Balance>;
	type Block = frame_system::mocking::MockBlock<Test>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<{ 10 * MILLI_AINU }>;
}

pub const MIN_STAKE: Balance = 10 * AINU;
pub const UNBONDING: Moment = 7 * DAY;

impl crate::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type MinStake = ConstU128<MIN_STAKE>;
	type UnbondingMs = ConstU64<UNBONDING>;
	type WeightInfo = ();
}

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;

/// Runs a test on a chain where Alice and Bob have 1,000 AINU each; checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	let mut storage = match frame_system::GenesisConfig::<Test>::default().build_storage() {
		Ok(storage) => storage,
		Err(error) => panic!("no genesis: {error}"),
	};
	let balances = vec![(ALICE, 1_000 * AINU), (BOB, 1_000 * AINU)];
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
		.assimilate_storage(&mut storage)
		.expect("balances are valid");
	let mut chain = sp_io::TestExternalities::new(storage);
	chain.execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(1_000);
		test();
		assert_eq!(Agents::do_try_state(), Ok(()));
	});
}
