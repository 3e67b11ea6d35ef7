//! Which sentences make the summary, out of their ranks.

use crate::english;
use crate::rank::{Vector, similarity};
use crate::words::words;

/// A sentence where it stands.
pub struct Candidate {
	pub text: String,
	/// Words in it.
	pub words: usize,
	/// First of its paragraph.
	pub opens: bool,
}

/// Share of the rank in the choice; the rest is that nothing is said twice.
const RELEVANCE: f64 = 0.8;
/// What another sentence out of the same part of the text is worth.
const SAME_PART: f64 = 0.8;

/// How likely a reader starts at each sentence: early, late, and where paragraphs begin.
pub fn prior(candidates: &[Candidate]) -> Vec<f64> {
	let total = candidates.len() as f64;
	let place = |(at, candidate): (usize, &Candidate)| {
		let at = at as f64 / total;
		let early = if at < 0.12 { 0.8 * (1.0 - at / 0.12) } else { 0.0 };
		let late = if at > 0.92 { 0.5 } else { 0.0 };
		1.0 + early + late + if candidate.opens { 0.3 } else { 0.0 }
	};
	candidates.iter().enumerate().map(place).collect()
}

/// How well a sentence stands alone, between 0 and 1.
pub fn form(candidate: &Candidate) -> f64 {
	let length = match candidate.words {
		0..=4 => 0.05,
		5..=7 => 0.4,
		8..=11 => 0.8,
		12..=38 => 1.0,
		39..=55 => 0.8,
		56..=80 => 0.55,
		_ => 0.3,
	};
	let mut opening = words(&candidate.text);
	let first = opening.next().unwrap_or_default();
	let second = opening.next().unwrap_or_default();
	let leans = if english::is_link(&first) {
		if english::is_pronoun(&second) { 0.5 } else { 0.8 }
	} else if english::is_pronoun(&first) {
		// “It is”, “There are”: the subject follows.
		if matches!(second.as_str(), "is" | "are" | "was" | "were" | "has" | "may" | "must") {
			0.75
		} else {
			0.6
		}
	} else {
		1.0
	};
	let text = candidate.text.trim_end_matches(['"', '”', '’', '\'', ')']);
	let asks = if text.ends_with('?') { 0.5 } else { 1.0 };
	let complete = if text.ends_with(['.', '!', '?', '…']) { 1.0 } else { 0.4 };
	let opened = candidate.text.chars().next().is_some_and(|c| matches!(c, '"' | '“' | '(' | '[' | '‘'));
	let claims = if words(&candidate.text).any(|word| english::is_claim(&word)) { 1.0 } else { 0.85 };
	let aside = if words(&candidate.text).any(|word| english::is_aside(&word)) { 0.55 } else { 1.0 };
	// “To do this,” stands for something that was said before; “this world” does not.
	let points =
		|token: &str| matches!(token, "this," | "this;" | "this." | "this:" | "these," | "these." | "these;");
	let points_back = if candidate.text.split(' ').any(points) { 0.6 } else { 1.0 };
	let personal = if first == "i" { 0.8 } else { 1.0 };
	length
		* leans
		* asks * complete
		* claims
		* aside
		* points_back
		* personal
		* if opened { 0.6 } else { 1.0 }
}

/// Takes the best sentence, then each time the best of those that are unlike the ones taken and stand elsewhere
/// (Carbonell and Goldstein, “The use of MMR”, 1998). Returns their numbers in the order of the text.
pub fn select(scores: &[f64], vectors: &[&Vector], count: usize) -> Vec<usize> {
	let best = scores.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
	let scores: Vec<f64> = scores.iter().map(|score| score / best).collect();
	let mut nearest = vec![0.0f64; scores.len()];
	let mut crowding = vec![1.0f64; count];
	let part = |number: usize| number * count / scores.len();
	let mut taken = vec![false; scores.len()];
	for _ in 0..count.min(scores.len()) {
		let value = |number: usize| {
			RELEVANCE * scores[number] * crowding[part(number)] - (1.0 - RELEVANCE) * nearest[number]
		};
		let open = (0..scores.len()).filter(|number| !taken[*number]).map(|number| (number, value(number)));
		let Some((best, _)) = open.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))) else { break };
		taken[best] = true;
		crowding[part(best)] *= SAME_PART;
		for (number, vector) in vectors.iter().enumerate().filter(|(number, _)| !taken[*number]) {
			nearest[number] = nearest[number].max(similarity(vector, vectors[best]));
		}
	}
	(0..taken.len()).filter(|number| taken[*number]).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn candidate(text: &str) -> Candidate {
		Candidate { text: text.into(), words: words(text).count(), opens: false }
	}

	#[test]
	fn sentences_that_lean_on_others_count_less() {
		let alone = "The government of the people is made by the people and answers to the people.";
		assert!(form(&candidate(&format!("But {alone}"))) < form(&candidate(alone)));
		assert!(
			form(&candidate("Is the government of the people made by the people at all?"))
				< form(&candidate(alone))
		);
		assert!(form(&candidate("Yes.")) < 0.1);
	}

	#[test]
	fn does_not_take_the_same_twice() {
		let same: Vector = vec![(0, 1.0)];
		let other: Vector = vec![(1, 1.0)];
		assert_eq!(select(&[1.0, 0.99, 0.7], &[&same, &same, &other], 2), [0, 2]);
	}
}
