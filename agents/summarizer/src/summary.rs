use crate::blocks::{Block, blocks};
use crate::parameters::{Format, Parameters};
use crate::rank::{Bag, Vector, centrality, rank, similarity, vectors};
use crate::select::{Candidate, form, prior, select};
use crate::sentences::sentences;
use crate::words::{Vocabulary, words};

/// The sentences that were picked, in the order of the text.
#[derive(Debug, PartialEq)]
pub struct Summary {
	/// First heading of the text.
	pub title: Option<String>,
	pub sentences: Vec<String>,
	/// What the text is about, most important first.
	pub key_words: Vec<String>,
	/// Sentences of the whole text.
	pub total: usize,
}

const KEY_WORDS: usize = 6;
/// Most sentences that are compared with each other, and most stems in them together: the work grows with the product
/// of the two.
const RANKED: usize = 1_000;
const RANKED_STEMS: usize = 100_000;
/// What sharing words with the title adds to a sentence's score.
const TITLE: f64 = 0.35;

/// Summarises an English text. The error is a sentence for the submitter.
pub fn summarize(text: &str, markdown: bool, parameters: &Parameters) -> Result<Summary, String> {
	let (title, candidates) = read(text, markdown);
	if candidates.is_empty() {
		return Err("There is no sentence in the text.".into());
	}
	let mut vocabulary = Vocabulary::new();
	let mut bags: Vec<_> = candidates.iter().map(|candidate| vocabulary.bag(&candidate.text)).collect();
	bags.push(vocabulary.bag(title.as_deref().unwrap_or("")));
	let mut vectors = vectors(&bags, vocabulary.len());
	let title_vector = vectors.pop().unwrap_or_default();

	let prior = prior(&candidates);
	let (shortlist, rest) = shortlist(&candidates, &vectors, &prior, vocabulary.len());
	let listed: Vec<&Vector> = shortlist.iter().map(|number| &vectors[*number]).collect();
	let prior: Vec<f64> = shortlist.iter().map(|number| prior[*number]).collect();
	let ranks = rank(&listed, vocabulary.len(), &prior);
	let score = |(at, number): (usize, &usize)| {
		ranks[at] * form(&candidates[*number]) * (1.0 + TITLE * similarity(&vectors[*number], &title_vector))
	};
	let scores: Vec<f64> = shortlist.iter().enumerate().map(score).collect();

	let count = parameters.count(candidates.len());
	let few = count.min(shortlist.len());
	let mut taken: Vec<usize> = select(&scores, &listed, few).into_iter().map(|at| shortlist[at]).collect();
	taken.extend(&rest[..count - few]);
	taken.sort_unstable();
	Ok(Summary {
		title,
		sentences: taken.into_iter().map(|number| candidates[number].text.clone()).collect(),
		key_words: key_words(&vocabulary, shortlist.iter().map(|number| &bags[*number]).zip(&ranks)),
		total: candidates.len(),
	})
}

/// The sentences that are ranked, in the order of the text, and the rest of them, best first.
fn shortlist(
	candidates: &[Candidate],
	vectors: &[Vector],
	prior: &[f64],
	stems: usize,
) -> (Vec<usize>, Vec<usize>) {
	let mut order: Vec<usize> = (0..candidates.len()).collect();
	if order.len() <= RANKED && vectors.iter().map(Vec::len).sum::<usize>() <= RANKED_STEMS {
		return (order, Vec::new());
	}
	let central = centrality(vectors, stems);
	let worth: Vec<f64> =
		order.iter().map(|number| central[*number] * prior[*number] * form(&candidates[*number])).collect();
	order.sort_unstable_by(|a, b| worth[*b].total_cmp(&worth[*a]).then(a.cmp(b)));
	let mut stems_left = RANKED_STEMS;
	let fits = |number: &&usize| {
		let left = stems_left.checked_sub(vectors[**number].len());
		stems_left = left.unwrap_or(0);
		left.is_some()
	};
	let listed = order.iter().take(RANKED).take_while(fits).count().max(1);
	let rest = order.split_off(listed);
	order.sort_unstable();
	(order, rest)
}

fn read(text: &str, markdown: bool) -> (Option<String>, Vec<Candidate>) {
	let mut title = None;
	let mut candidates = Vec::new();
	let blocks = blocks(text, markdown);
	// A text of one word looks like a heading; it is all there is.
	let headings_alone = blocks.iter().all(|block| matches!(block, Block::Heading(_)));
	for block in blocks {
		match block {
			Block::Heading(heading) if !headings_alone => {
				title = title.or((candidates.is_empty()).then_some(heading));
			}
			Block::Heading(paragraph) | Block::Paragraph(paragraph) => {
				let found = sentences(&paragraph).into_iter().enumerate();
				candidates.extend(found.map(|(at, text)| Candidate {
					words: words(&text).count(),
					text,
					opens: at == 0,
				}));
			}
		}
	}
	(title, candidates)
}

/// Stems that many high-ranking sentences have, in their usual spelling.
fn key_words<'a>(vocabulary: &Vocabulary, ranked: impl Iterator<Item = (&'a Bag, &'a f64)>) -> Vec<String> {
	let mut weights = vec![0.0; vocabulary.len()];
	for (bag, rank) in ranked {
		for (stem, count) in bag {
			weights[*stem] += count * rank;
		}
	}
	let mut order: Vec<usize> = (0..weights.len()).collect();
	order.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]).then(a.cmp(b)));
	order.into_iter().take(KEY_WORDS).map(|stem| vocabulary.spelling(stem).to_owned()).collect()
}

impl Summary {
	pub fn render(&self, format: Format) -> String {
		match format {
			Format::Plain => format!("{}\n", self.sentences.join(" ")),
			Format::Markdown => {
				let title = self.title.as_ref().map(|title| format!("# {title}\n\n")).unwrap_or_default();
				let list: String = self.sentences.iter().map(|sentence| format!("- {sentence}\n")).collect();
				format!("{title}{list}\n**Key words:** {}\n", self.key_words.join(", "))
			}
		}
	}
}
