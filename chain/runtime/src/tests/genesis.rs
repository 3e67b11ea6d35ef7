use super::chain::*;
use crate::*;
use ainur_primitives::{AINU, DAY, HOUR, MINUTE, SECOND};
use frame_support::traits::Get;
use sp_runtime::Permill;

#[test]
fn development_has_the_parameters_of_a_real_network() {
	run("development", || {
		use dynamic_params::{agents, consensus, tasks};
		assert_eq!(consensus::SlotDurationMs::get(), 6 * SECOND);
		assert_eq!(tasks::MinBiddingMs::get(), MINUTE);
		assert_eq!(tasks::MinDisputeMs::get(), HOUR);
		assert_eq!(tasks::StartMs::get(), 5 * MINUTE);
		assert_eq!(tasks::ResolutionMs::get(), DAY);
		assert_eq!(tasks::ProtocolFee::get(), Permill::from_percent(2));
		assert_eq!(RetentionMs::get(), DAY);
		assert_eq!(agents::UnbondingMs::get(), 7 * DAY);
	});
}

#[test]
fn embedded_is_quick() {
	run("embedded", || {
		use dynamic_params::{agents, consensus, tasks};
		assert_eq!(consensus::SlotDurationMs::get(), 1);
		assert_eq!(tasks::MinBiddingMs::get(), SECOND);
		assert_eq!(tasks::MinDisputeMs::get(), SECOND);
		assert_eq!(tasks::StartMs::get(), 30 * SECOND);
		assert_eq!(tasks::ResolutionMs::get(), MINUTE);
		assert_eq!(tasks::ProtocolFee::get(), Permill::from_percent(2));
		assert_eq!(RetentionMs::get(), 10 * MINUTE);
		assert_eq!(agents::UnbondingMs::get(), MINUTE);
	});
}

#[test]
fn both_presets_endow_the_faucet_and_the_development_accounts() {
	for preset in presets::preset_names() {
		run(preset.as_ref(), || {
			assert_eq!(Balances::free_balance(Faucet::pot()), 1_000_000_000 * AINU);
			assert_eq!(Balances::free_balance(account(sp_keyring::Sr25519Keyring::Bob)), 1_000_000 * AINU);
			assert_eq!(Balances::free_balance(treasury()), AINU);
			assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), 2);
			assert_eq!(Grandpa::grandpa_authorities().len(), 2);
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), Some(account(sp_keyring::Sr25519Keyring::Alice)));
		});
	}
}

#[test]
fn the_default_genesis_gives_nobody_power_or_money() {
	let json = genesis::get_default();
	let mut chain = sp_io::TestExternalities::default();
	chain.execute_with(|| {
		frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(json)
			.expect("the default is a genesis");
		assert_eq!(pallet_sudo::Key::<Runtime>::get(), None);
		assert_eq!(sum_of_all_accounts(), 0);
	});
}

mod genesis {
	use crate::*;

	pub fn get_default() -> Vec<u8> {
		frame_support::genesis_builder_helper::get_preset::<RuntimeGenesisConfig>(&None, presets::get_preset)
			.expect("there is a default")
	}
}

#[test]
fn an_unknown_preset_is_none() {
	assert_eq!(presets::get_preset(&"nothing".into()), None);
}

#[test]
fn slots_of_a_millisecond_take_a_block_at_any_time() {
	run("embedded", || {
		for now in [START, START + 1, START + 2, START + 1_003] {
			block(now, vec![]);
			assert_eq!(Timestamp::get(), now);
		}
	});
}
