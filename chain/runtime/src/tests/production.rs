//! A runtime for a network of value.

use crate::*;
use ainur_primitives::AINU;
use frame_support::{
	genesis_builder_helper as genesis,
	traits::fungible::{Inspect, Mutate},
};
use sp_keyring::Sr25519Keyring::{self, Alice};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionSource};

fn run(test: impl FnOnce()) {
	let mut chain = sp_io::TestExternalities::default();
	chain.execute_with(|| {
		let json =
			genesis::get_preset::<RuntimeGenesisConfig>(&None, presets::get_preset).expect("a default");
		genesis::build_state::<RuntimeGenesisConfig>(json).expect("the default is a genesis");
		test();
	});
}

#[test]
fn there_are_no_development_presets() {
	assert!(presets::preset_names().is_empty());
	for preset in ["development", "embedded"] {
		let json = genesis::get_preset::<RuntimeGenesisConfig>(&Some(preset.into()), presets::get_preset);
		assert_eq!(json, None, "{preset}");
	}
}

#[test]
fn nobody_has_money_or_power_by_a_well_known_key() {
	run(|| {
		for key in Sr25519Keyring::well_known() {
			assert_eq!(Balances::total_balance(&key.to_account_id()), 0, "{key:?}");
		}
		assert_eq!(pallet_sudo::Key::<Runtime>::get(), None);
		assert!(pallet_aura::Authorities::<Runtime>::get().is_empty());
		assert!(Grandpa::grandpa_authorities().is_empty());
	});
}

#[test]
fn the_faucet_refuses() {
	run(|| {
		let funded = Balances::mint_into(&Faucet::pot(), 1_000_000 * AINU);
		assert!(funded.is_ok(), "even a pot that could pay");
		System::set_block_number(10);
		let who = Alice.to_account_id();
		let hash = sp_core::H256::repeat_byte(7);
		frame_system::BlockHash::<Runtime>::insert(9, hash);
		let nonce = (0..).find(|nonce| Faucet::zero_bits(&who, hash, *nonce) >= 14).expect("there are many");
		let claim = pallet_faucet::Call::claim { who: who.clone(), anchor: 9, nonce };
		let transaction = UncheckedExtrinsic::new_bare(claim.into());
		let validity = Executive::validate_transaction(TransactionSource::External, transaction, hash);
		assert_eq!(validity, Err(InvalidTransaction::Custom(1).into()));
		let claimed = Faucet::claim(RuntimeOrigin::none(), who.clone(), 9, nonce);
		assert_eq!(claimed, Err(pallet_faucet::Error::<Runtime>::Disabled.into()));
		assert_eq!(Balances::free_balance(who), 0);
	});
}
