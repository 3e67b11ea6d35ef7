//! TextRank: a sentence matters if sentences that matter talk of the same.
//!
//! Mihalcea and Tarau, “TextRank: Bringing Order into Text” (2004), with the cosine of TF-IDF vectors as similarity
//! (Erkan and Radev, “LexRank”, 2004) and a prior for where a sentence stands.

/// A sentence as the stems in it with how often each occurs; sorted by stem.
pub type Bag = Vec<(usize, f64)>;
/// A sentence as the stems in it, weighted and of length 1; sorted by stem.
pub type Vector = Vec<(usize, f64)>;

const DAMPING: f64 = 0.85;
const ROUNDS: usize = 60;
const SETTLED: f64 = 1e-9;
/// Sentences that are less alike are not neighbours.
const NEIGHBOURS: f64 = 0.08;
/// A sentence has at most so many neighbours, the most alike: a text that says one thing over and over would otherwise
/// take the square of its length in memory.
const MOST_NEIGHBOURS: usize = 128;

/// Weighs each stem by how often it is in the sentence and how few sentences have it.
pub fn vectors(bags: &[Bag], stems: usize) -> Vec<Vector> {
	let mut having = vec![0.0; stems];
	for (stem, _) in bags.iter().flatten() {
		having[*stem] += 1.0;
	}
	let total = bags.len() as f64;
	let weigh =
		|(stem, count): &(usize, f64)| (*stem, (1.0 + count.ln()) * (1.0 + total / having[*stem]).ln());
	bags.iter().map(|bag| normalized(bag.iter().map(weigh).collect())).collect()
}

fn normalized(mut vector: Vector) -> Vector {
	let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
	if length > 0.0 {
		vector.iter_mut().for_each(|(_, weight)| *weight /= length);
	}
	vector
}

/// Cosine of two vectors: 0 for nothing in common, 1 for the same words.
pub fn similarity(a: &Vector, b: &Vector) -> f64 {
	let (mut i, mut j, mut sum) = (0, 0, 0.0);
	while i < a.len() && j < b.len() {
		match a[i].0.cmp(&b[j].0) {
			std::cmp::Ordering::Less => i += 1,
			std::cmp::Ordering::Greater => j += 1,
			std::cmp::Ordering::Equal => {
				sum += a[i].1 * b[j].1;
				i += 1;
				j += 1;
			}
		}
	}
	sum
}

/// Neighbours of every sentence with their similarity, by way of the stems they share.
fn graph(vectors: &[&Vector], stems: usize) -> Vec<Vec<(usize, f64)>> {
	let mut having: Vec<Vec<(usize, f64)>> = vec![Vec::new(); stems];
	for (number, vector) in vectors.iter().enumerate() {
		for (stem, weight) in *vector {
			having[*stem].push((number, *weight));
		}
	}
	let mut sums = vec![0.0; vectors.len()];
	vectors
		.iter()
		.enumerate()
		.map(|(number, vector)| {
			sums.fill(0.0);
			for (stem, weight) in *vector {
				for (other, other_weight) in &having[*stem] {
					sums[*other] += weight * other_weight;
				}
			}
			let alike =
				sums.iter().enumerate().filter(|(other, sum)| *other != number && **sum >= NEIGHBOURS);
			nearest(alike.map(|(other, sum)| (other, *sum)).collect())
		})
		.collect()
}

/// The most alike of a sentence's neighbours; of equals, those that stand first.
fn nearest(mut edges: Vec<(usize, f64)>) -> Vec<(usize, f64)> {
	if edges.len() > MOST_NEIGHBOURS {
		edges.select_nth_unstable_by(MOST_NEIGHBOURS, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
		edges.truncate(MOST_NEIGHBOURS);
		edges.sort_unstable_by_key(|(other, _)| *other);
	}
	edges
}

/// How much each sentence has of what the whole text speaks of: a first look at texts that are too long to compare
/// every sentence with every other.
pub fn centrality(vectors: &[Vector], stems: usize) -> Vec<f64> {
	let mut centre = vec![0.0; stems];
	for (stem, weight) in vectors.iter().flatten() {
		centre[*stem] += weight;
	}
	vectors.iter().map(|vector| vector.iter().map(|(stem, weight)| weight * centre[*stem]).sum()).collect()
}

/// Rank of each sentence; the greatest is 1. `prior` says how likely a reader starts at each.
pub fn rank(vectors: &[&Vector], stems: usize, prior: &[f64]) -> Vec<f64> {
	let graph = graph(vectors, stems);
	let out: Vec<f64> = graph.iter().map(|edges| edges.iter().map(|(_, weight)| weight).sum()).collect();
	let total: f64 = prior.iter().sum();
	let start: Vec<f64> = prior.iter().map(|weight| weight / total).collect();
	let mut ranks = start.clone();
	for _ in 0..ROUNDS {
		let mut next: Vec<f64> = start.iter().map(|weight| (1.0 - DAMPING) * weight).collect();
		for (from, edges) in graph.iter().enumerate() {
			for (to, weight) in edges {
				next[*to] += DAMPING * ranks[from] * weight / out[from];
			}
		}
		let change: f64 = ranks.iter().zip(&next).map(|(before, after)| (before - after).abs()).sum();
		ranks = next;
		if change < SETTLED {
			break;
		}
	}
	let greatest = ranks.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
	ranks.iter().map(|rank| rank / greatest).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_sentence_that_shares_most_ranks_first() {
		let bags = vec![
			vec![(0, 1.0), (1, 1.0)],
			vec![(0, 1.0), (2, 1.0)],
			vec![(0, 1.0), (1, 1.0), (2, 1.0)],
			vec![(3, 1.0)],
		];
		let vectors = vectors(&bags, 4);
		let ranks = rank(&vectors.iter().collect::<Vec<_>>(), 4, &[1.0; 4]);
		assert_eq!(ranks[2], 1.0);
		assert!(ranks[3] < ranks[0]);
		assert!((similarity(&vectors[0], &vectors[0]) - 1.0).abs() < 1e-12);
		assert_eq!(similarity(&vectors[0], &vectors[3]), 0.0);
	}
	#[test]
	fn a_sentence_has_only_so_many_neighbours() {
		let bags = vec![vec![(0, 1.0)]; 1000];
		let vectors = vectors(&bags, 1);
		let graph = graph(&vectors.iter().collect::<Vec<_>>(), 1);
		assert!(graph.iter().all(|edges| edges.len() == MOST_NEIGHBOURS));
		assert_eq!(graph[999][0].0, 0);
	}
}
