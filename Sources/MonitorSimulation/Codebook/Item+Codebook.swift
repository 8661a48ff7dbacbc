/// How an item of the questionnaire stands in the codebook.
extension Item {
  /// The name of the column.
  var name: String { text.name }

  /// The levels of the answer.
  var levels: [Level] { text.levels }

  /// The description of the column.
  var field: Field {
    Field(text.name, .string, text.dutch, text.english, levels: text.levels, hasMissing: true)
  }

  private var text: (name: String, dutch: String, english: String, levels: [Level]) {
    switch self {
    case .psychological:
      ("violence_psychological", "psychisch geweld thuis", "psychological violence at home", ViolenceAnswer.levels)
    case .physical:
      ("violence_physical", "lichamelijk geweld thuis", "physical violence at home", ViolenceAnswer.levels)
    case .neglect: ("violence_neglect", "verwaarlozing thuis", "neglect at home", ViolenceAnswer.levels)
    case .sexual: ("violence_sexual", "seksueel geweld thuis", "sexual violence at home", ViolenceAnswer.levels)
    case .witnessing:
      (
        "violence_witnessing", "getuige van geweld tussen anderen thuis", "witness of violence between others at home",
        ViolenceAnswer.levels
      )
    case .perpetrator: ("perpetrator", "wie het deed", "who did it", ItemLevels.perpetrator)
    case .frequency:
      ("frequency", "hoe vaak in de afgelopen 12 maanden", "how often in the past 12 months", ItemLevels.frequency)
    case .told: ("told", "aan iemand verteld", "told somebody", ItemLevels.told)
    case .toldWhom: ("told_whom", "aan wie het eerst verteld", "who was told first", ItemLevels.toldWhom)
    case .responseAfterTelling:
      ("response_after_telling", "wat er daarna gebeurde", "what happened after telling", ItemLevels.response)
    case .professionalHelp:
      ("professional_help", "professionele hulp gekregen", "received professional help", ItemLevels.yesNo)
    case .helpSource: ("help_source", "van wie vooral hulp", "main source of help", ItemLevels.helpSource)
    case .noticed:
      (
        "bystander_noticed", "geweld thuis bij een ander kind gemerkt, afgelopen 12 maanden",
        "noticed violence in the home of another child, past 12 months", ItemLevels.yesNo
      )
    case .acted: ("bystander_acted", "iets gedaan toen", "did something then", ItemLevels.yesNo)
    case .barrier:
      ("bystander_barrier", "wat tegenhield om iets te doen", "what held back from acting", ItemLevels.barrier)
    case .unsafeHome: ("problem_unsafe_home", "voelt zich thuis onveilig", "feels unsafe at home", ItemLevels.yesNo)
    case .smallNetwork:
      (
        "problem_small_network", "heeft weinig mensen om op terug te vallen", "has few people to fall back on",
        ItemLevels.yesNo
      )
    case .housing: ("problem_housing", "problemen met wonen", "problems with housing", ItemLevels.yesNo)
    case .school: ("problem_school", "problemen op school", "problems at school", ItemLevels.yesNo)
    case .poverty: ("problem_poverty", "te weinig geld thuis", "too little money at home", ItemLevels.yesNo)
    case .parents:
      ("problem_parents", "ouders met eigen problemen", "parents with problems of their own", ItemLevels.yesNo)
    case .bullying: ("problem_bullying", "wordt gepest", "is bullied", ItemLevels.yesNo)
    }
  }
}

/// The answers of questions that are not characteristics of their own.
enum ItemLevels {
  static let yesNo = [Level("no", "nee", "no"), Level("yes", "ja", "yes")]
  static let told = [Level("nobody", "niemand", "nobody"), Level("someone", "iemand", "someone")]
  static let perpetrator = [
    Level("father", "vader", "father"), Level("mother", "moeder", "mother"),
    Level("both_parents", "beide ouders", "both parents"), Level("step_parent", "stiefouder", "step-parent"),
    Level("sibling", "broer of zus", "brother or sister"), Level("other", "iemand anders", "someone else"),
  ]
  static let frequency = [
    Level("once", "één keer", "once"), Level("few_times", "een paar keer", "a few times"),
    Level("monthly", "elke maand", "every month"), Level("weekly", "elke week of vaker", "every week or more"),
  ]
  static let toldWhom = [
    Level("parent", "ouder", "parent"), Level("family", "ander familielid", "other family"),
    Level("friend", "vriend of vriendin", "friend"), Level("teacher", "leraar of mentor", "teacher or mentor"),
    Level("professional", "hulpverlener of arts", "care worker or doctor"),
    Level("helpline", "hulplijn of chat", "helpline or chat"),
  ]
  static let response = [
    Level("helped", "het hielp", "it helped"),
    Level("believed_no_change", "geloofd, maar er gebeurde niets", "believed, but nothing happened"),
    Level("not_believed", "niet geloofd", "not believed"), Level("got_worse", "het werd erger", "it got worse"),
  ]
  static let helpSource = [
    Level("youth_care", "jeugdhulp", "youth care"),
    Level("mental_health_care", "jeugd-ggz", "youth mental health care"),
    Level("school_support", "hulp op school", "support at school"),
    Level("general_practitioner", "huisarts", "general practitioner"), Level("other", "andere hulp", "other help"),
  ]
  static let barrier = [
    Level("did_not_know_what", "wist niet wat te doen", "did not know what to do"),
    Level("afraid_to_make_worse", "bang om het erger te maken", "afraid to make it worse"),
    Level("not_my_business", "vond het niet mijn zaak", "not my business"),
    Level("afraid_of_person", "bang voor wie het deed", "afraid of who did it"),
    Level("promised_silence", "had beloofd niets te zeggen", "had promised to say nothing"),
    Level("other", "iets anders", "something else"),
  ]
}
