//! A chain with the faucet, the token and a clock. The work is easy here.

use crate as pallet_faucet;
use ainur_primitives::{Balance, AINU, FAUCET, HOUR, MILLI_AINU};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU128, ConstU32, ConstU64, Hooks},
	PalletId,
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
	pub type Faucet = pallet_faucet::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<Balance>;
	type Block = frame_system::mocking::MockBlock<Test>;
	type BlockHashCount = ConstU64<250>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<{ 10 * MILLI_AINU }>;
}

pub const AMOUNT: Balance = 1_000 * AINU;

parameter_types! {
	pub const Pot: PalletId = FAUCET;
	pub storage Enabled: bool = true;
}

impl crate::Config for Test {
	type Currency = Balances;
	type Time = Timestamp;
	type Enabled = Enabled;
	type Pot = Pot;
	type Amount = ConstU128<AMOUNT>;
	type IntervalMs = ConstU64<HOUR>;
	type Difficulty = ConstU32<4>;
	type AnchorWindow = ConstU64<64>;
	type MaxClaimsPerBlock = ConstU32<20>;
	type WeightInfo = ();
}

/// Runs a test at block 100 on a chain whose pot has a million AINU; checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	let mut storage =
		frame_system::GenesisConfig::<Test>::default().build_storage().expect("the default genesis is valid");
	let balances = vec![(Faucet::pot(), 1_000_000 * AINU)];
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
		.assimilate_storage(&mut storage)
		.expect("balances are valid");
	let mut chain = sp_io::TestExternalities::new(storage);
	chain.execute_with(|| {
		for number in 1..=100u64 {
			let parent = hash_of(number - 1);
			System::initialize(&number, &parent, &Default::default());
		}
		Timestamp::set_timestamp(1_000);
		test();
		Faucet::on_finalize(System::block_number());
		assert_eq!(Faucet::do_try_state(), Ok(()));
	});
}

fn hash_of(number: u64) -> <Test as frame_system::Config>::Hash {
	sp_io::hashing::blake2_256(&number.to_le_bytes()).into()
}
