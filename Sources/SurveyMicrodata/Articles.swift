/// Words with the article that they take in English: "a mean", "an alpha".
package func withArticle(_ words: String, capitalized: Bool = false) -> String {
  let isVowel = words.lowercased().first.map { "aeio".contains($0) } ?? false
  return (capitalized ? "A" : "a") + (isVowel ? "n " : " ") + words
}
