//! Random histories: whatever people do, the books agree after every step, no planck is minted or lost, and
//! in the end every task is over and nothing is held.
//!
//! `AINUR_TASKS_SEED=<n>` repeats the history of one seed, which a failure prints.

use crate::{
	mock::{Tasks, *},
	*,
};
use ainur_primitives::{Balance, Moment, TaskId, AINU, DAY, HOUR, MINUTE, SECOND};
use frame_support::traits::{
	fungible::{Inspect, InspectHold},
	LockableCurrency, WithdrawReasons,
};
use rand::{rngs::SmallRng, seq::SliceRandom, Rng, SeedableRng};
use std::collections::BTreeMap;

const PEOPLE: [AccountId; 6] = [SUBMITTER, ANNA, BERT, CORA, STRANGER, 6];
const AGENTS: [(&str, AccountId); 7] = [
	("anna", ANNA),
	("bert", BERT),
	("cora", CORA),
	("anna-2", ANNA),
	("mine", SUBMITTER),
	("poor", 6),
	("odd", STRANGER),
];
const SEEDS: u64 = 8;
const FRESH_SEEDS: u64 = 4;
const STEPS: usize = 1_000;

/// An amount up to `most`: often one of the ends, often anything.
fn amount(rng: &mut SmallRng, most: Balance) -> Balance {
	match rng.gen_range(0..6) {
		0 => 1,
		1 => most,
		2 => ED.min(most),
		_ => rng.gen_range(0..=most),
	}
}

fn someone(rng: &mut SmallRng) -> AccountId {
	*PEOPLE.choose(rng).expect("there are people")
}

/// A task, mostly one that is not over.
fn some_task(rng: &mut SmallRng) -> TaskId {
	let open: Vec<_> = Deadlines::<Test>::iter_keys().map(|(_, id)| u64::from_be_bytes(id)).collect();
	match open.choose(rng) {
		Some(id) if rng.gen_ratio(9, 10) => *id,
		_ => rng.gen_range(0..=NextTaskId::<Test>::get()),
	}
}

fn some_params(rng: &mut SmallRng) -> PostParams {
	let (agent, _) = AGENTS.choose(rng).expect("there are agents");
	PostParams {
		target: rng.gen_ratio(1, 6).then(|| did(agent)),
		budget: if rng.gen() { AINU } else { rng.gen_range(AINU..=200 * AINU) },
		min_reputation: if rng.gen_ratio(1, 8) { rng.gen_range(-10..10) } else { -10 },
		opens_in_ms: if rng.gen() { 0 } else { rng.gen_range(0..5 * MINUTE) },
		bidding_ms: rng.gen_range(MINUTE..3 * MINUTE),
		timeout_ms: rng.gen_range(MINUTE..HOUR),
		dispute_window_ms: rng.gen_range(HOUR..2 * HOUR),
		..params()
	}
}

/// How far time goes: mostly to the next deadline or a moment before or after it.
fn some_time(rng: &mut SmallRng) -> Moment {
	let next = Tasks::next_deadline().unwrap_or(now()).max(now());
	match rng.gen_range(0..5) {
		0 => now() + 6 * SECOND,
		1 => next,
		2 => next.saturating_sub(1).max(now()),
		3 => next + rng.gen_range(0..MINUTE),
		_ => now() + rng.gen_range(0..2 * MINUTE),
	}
}

/// The submitter or the owner of a task, mostly; else anybody.
fn party(rng: &mut SmallRng, who: Option<AccountId>) -> AccountId {
	who.filter(|_| rng.gen_ratio(19, 20)).unwrap_or_else(|| someone(rng))
}

/// What an agent, its owner, the submitter or the resolver may do, by its number.
fn call(rng: &mut SmallRng, which: u32, id: TaskId) -> bool {
	let task = crate::Tasks::<Test>::get(id);
	let submitter = signed(party(rng, task.as_ref().map(|task| task.submitter)));
	let owner = signed(party(rng, task.as_ref().and_then(|task| task.owner)));
	let (agent, agent_owner) = *AGENTS.choose(rng).expect("there are agents");
	let (agent, agent_owner) = (did(agent), signed(party(rng, Some(agent_owner))));
	let budget = task.map_or(AINU, |task| task.budget);
	match which {
		0 => Tasks::post(signed(someone(rng)), some_params(rng)).is_ok(),
		1 => Tasks::cancel(submitter, id).is_ok(),
		2 => Tasks::bid(agent_owner, id, agent, amount(rng, budget + 1)).is_ok(),
		3 => Tasks::retract_bid(agent_owner, id, agent).is_ok(),
		4 => Tasks::start(owner, id).is_ok(),
		5 => Tasks::submit_result(owner, id, cid("bafkout"), [1; 32], cid("bafkreceipt"), 1).is_ok(),
		6 => Tasks::fail(owner, id, bytes("cannot")).is_ok(),
		7 => Tasks::accept(submitter, id).is_ok(),
		8 => Tasks::dispute(submitter, id, bytes("wrong")).is_ok(),
		9 => Tasks::settle(signed(someone(rng)), id).is_ok(),
		_ => {
			let in_favour_of = if rng.gen() { Party::Agent } else { Party::Submitter };
			Tasks::resolve(RuntimeOrigin::root(), id, in_favour_of).is_ok()
		}
	}
}

/// One thing that somebody does about a task: mostly one that fits, else anything. Refusals are part of life. Tells
/// the number of what was not refused.
fn act(rng: &mut SmallRng) -> Option<u32> {
	let id = some_task(rng);
	let task = crate::Tasks::<Test>::get(id);
	let is_due = task.as_ref().is_some_and(|task| task.deadline <= now());
	let fitting: &[u32] = match task.map(|task| task.state) {
		_ if rng.gen_ratio(1, 5) => &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
		Some(TaskState::Created) => &[0],
		Some(_) if is_due => &[9],
		Some(TaskState::Bidding) => &[2, 2, 2, 2, 2, 2, 2, 2, 2, 3],
		Some(TaskState::Matched) => &[4, 4, 4, 4, 4, 4, 4, 6],
		Some(TaskState::Running) => &[5, 5, 5, 5, 5, 5, 5, 6],
		Some(TaskState::Verifying) => &[7, 8, 8, 8],
		Some(TaskState::Disputed) => &[10],
		_ => &[0],
	};
	let which = *fitting.choose(rng).expect("there is something");
	// A market of few tasks at a time sees more of each.
	if which == 0 && Deadlines::<Test>::iter_keys().count() > 6 {
		return None;
	}
	// People are slow: most of all where silence decides.
	let speed = match which {
		0..=3 => 10,
		4..=6 => 3,
		_ => 1,
	};
	(rng.gen_ratio(speed, 10) && call(rng, which, id)).then_some(which)
}

/// One thing that happens around the tasks: money moves, locks come and go, agents rest, reputations change.
fn disturb(rng: &mut SmallRng) {
	let (from, to) = (someone(rng), someone(rng));
	let (agent, _) = *AGENTS.choose(rng).expect("there are agents");
	match rng.gen_range(0..10) {
		0 => {
			let _refused_or_not = Balances::transfer_all(signed(from), to, rng.gen());
		}
		1..=3 => {
			let sum = amount(rng, Balances::balance(&from));
			let _refused_or_not = Balances::transfer_allow_death(signed(from), to, sum);
		}
		// Only what exists can be locked.
		4 if Balances::balance(&from) >= ED => {
			Balances::set_lock(*b"somelock", &from, amount(rng, RICH), WithdrawReasons::all())
		}
		4..=5 => Balances::remove_lock(*b"somelock", &from),
		6 => Register::change(agent, |agent| agent.active = false),
		7..=8 => Register::change(agent, |agent| agent.active = true),
		_ => Record::set(agent, rng.gen_range(-20..50)),
	}
}

/// Lives through one history and counts how its tasks ended.
fn live(seed: u64) -> BTreeMap<String, usize> {
	let mut rng = SmallRng::seed_from_u64(seed);
	let rng = &mut rng;
	let treasure = if seed.is_multiple_of(3) { 0 } else { TREASURE };
	ext_with_treasury(treasure).execute_with(|| {
		let issuance = Balances::total_issuance();
		let check = || {
			check();
			assert_eq!(
				Balances::total_issuance() + DustBin::burned(),
				issuance,
				"money was minted or burned"
			);
		};
		AGENTS.iter().for_each(|(agent, owner)| Register::add(agent, *owner));
		frame_system::Pallet::<Test>::inc_providers(&STRANGER);
		BidLimit::set(rng.gen_range(2..5));
		// Room for one to three of the heaviest things at the end of a block.
		let heaviest = Tasks::heaviest_passing() * rng.gen_range(1..4);
		MaxDue::set(<() as WeightInfo>::look_for_due() + heaviest);
		let mut settled = 0;
		for _ in 0..STEPS {
			match rng.gen_range(0..12) {
				0 => {
					end_block();
					begin_block(some_time(rng));
				}
				1 => disturb(rng),
				_ => settled += usize::from(act(rng) == Some(9)),
			}
			check();
		}
		// Nobody does anything any more: time alone must end every task.
		let mut blocks = 0;
		while let Some(next) = Tasks::next_deadline() {
			end_block();
			begin_block(next.max(now()));
			check();
			blocks += 1;
			assert!(blocks < 10_000, "a task never ends");
		}
		assert!(now() < T0 + 100 * DAY);
		for who in PEOPLE {
			assert_eq!(Balances::total_balance_on_hold(&who), 0, "money of {who} is stuck");
		}
		assert_eq!(Register::total_engaged(), 0);
		let mut ends = BTreeMap::from([("Settled".into(), settled)]);
		for task in crate::Tasks::<Test>::iter_values() {
			assert!(task.state.is_terminal());
			*ends.entry(format!("{:?}", task.state)).or_default() += 1;
		}
		// And then nothing of them is left.
		end_block();
		begin_block(now() + RETENTION);
		while Removals::<Test>::iter_keys().next().is_some() {
			end_block();
			begin_block(now());
		}
		assert_eq!(crate::Tasks::<Test>::iter_keys().count(), 0);
		for note in System::events() {
			let kind = match note.event {
				RuntimeEvent::Tasks(Event::TaskFinalized { outcome, cause, .. }) => {
					format!("{outcome:?} {cause:?}")
				}
				RuntimeEvent::Tasks(Event::TaskTimedOut { cause, .. }) => format!("{cause:?}"),
				RuntimeEvent::Tasks(Event::BidRetracted { displaced_by: Some(_), .. }) => "Displaced".into(),
				RuntimeEvent::Tasks(Event::TaskRemoved { .. }) => "Removed".into(),
				RuntimeEvent::Tasks(Event::SettlementPostponed { error, .. }) => {
					panic!("a settlement failed: {error:?}")
				}
				_ => continue,
			};
			*ends.entry(kind).or_default() += 1;
		}
		ends
	})
}

fn fresh_seed() -> u64 {
	let since_epoch =
		std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("is past 1970");
	since_epoch.as_nanos() as u64
}

#[test]
fn the_books_agree_in_every_history() {
	let seeds = match std::env::var("AINUR_TASKS_SEED") {
		Ok(seed) => vec![seed.parse().expect("a number")],
		// The same ones every time, and some that nobody has tried.
		Err(_) => (0..SEEDS).chain((0..FRESH_SEEDS).map(|n| fresh_seed().wrapping_add(n))).collect(),
	};
	let mut ends = BTreeMap::new();
	for seed in &seeds {
		println!("AINUR_TASKS_SEED={seed}");
		for (end, count) in live(*seed) {
			*ends.entry(end).or_insert(0) += count;
		}
	}
	println!("{ends:#?}");
	if seeds.len() > 1 {
		let all = [
			"Finalized",
			"Cancelled",
			"NoBids",
			"TimedOut",
			"Paid Accepted",
			"Paid WindowPassed",
			"Paid Resolved",
			"Paid ResolverSilent",
			"Refunded Resolved",
			"NotStarted",
			"NoResult",
			"Reported",
			"Displaced",
			"Removed",
			"Settled",
		];
		for end in all {
			assert!(
				ends.get(end).is_some_and(|count| *count > 0),
				"no history led to {end}: the test is weak"
			);
		}
	}
}
