/// The entries of the indicator dictionary about how children live and who helps them.
extension IndicatorDictionaryText {
  /// The indicators of life grades, help, problems and bystanders.
  static let livesAndHelp =
    """
      - name: insufficient
        label: {nl: "Onvoldoende voor het eigen leven", en: "Insufficient grade for one's own life"}
        version: "1"
        window: {nl: nu, en: now}
        items: [life_grade]
        rule: {cutoff: "<= 5"}
        note:
          nl: "Een rapportcijfer van 5 of lager, zoals gepubliceerd; er worden alleen hele cijfers gegeven."
          en: "A grade of 5 or lower, as published; only whole grades are given."
      - name: life_grade_group
        label: {nl: "Rapportcijfer voor het eigen leven, in groepen", en: "Grade for one's own life, grouped"}
        version: "1"
        window: {nl: nu, en: now}
        items: [life_grade]
        rule:
          recode:
            - {level: insufficient, label: {nl: "1 tot en met 5", en: "1 to 5"}, between: [1, 5]}
            - {level: sufficient, label: {nl: "6 en 7", en: "6 and 7"}, between: [6, 7]}
            - {level: good, label: {nl: "8 tot en met 10", en: "8 to 10"}, between: [8, 10]}
      - name: no_professional_help
        label: {nl: "Geen professionele hulp", en: "No professional help"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [professional_help]
        rule: {anyOf: [no]}
        missing: allAnswered
        note:
          nl: "Gevraagd aan kinderen die geweld in de afgelopen 12 maanden melden. Kinderen weten niet altijd dat hun hulp jeugdhulp heet."
          en: "Asked of children who report violence in the past 12 months. Children do not always know that their help is called youth care."
      - name: told_nobody
        label: {nl: "Aan niemand verteld", en: "Told nobody"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [told]
        rule: {anyOf: [nobody]}
        missing: allAnswered
        note:
          nl: "Gevraagd aan kinderen die geweld in de afgelopen 12 maanden melden."
          en: "Asked of children who report violence in the past 12 months."
      - name: helped_after_telling
        label: {nl: "Vertellen hielp", en: "Telling helped"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [response_after_telling]
        rule: {anyOf: [helped]}
        missing: allAnswered
        note:
          nl: "Gevraagd aan kinderen die het aan iemand vertelden."
          en: "Asked of children who told somebody."
      - name: problem_count
        label: {nl: "Aantal problemen", en: "Number of problems"}
        version: "1"
        window: {nl: nu, en: now}
        items: [problem_unsafe_home, problem_small_network, problem_housing, problem_school, problem_poverty, problem_parents, problem_bullying]
        rule: {count: [yes]}
        missing: allAnswered
      - name: problem_group
        label: {nl: "Aantal problemen, in groepen", en: "Number of problems, grouped"}
        version: "1"
        window: {nl: nu, en: now}
        items: [problem_unsafe_home, problem_small_network, problem_housing, problem_school, problem_poverty, problem_parents, problem_bullying]
        rule: {count: {levels: [yes], cutPoints: [1, 2, 3]}}
        missing: anyTrueElseAllAnswered
        note:
          nl: "Bekend zodra de ontbrekende antwoorden de groep niet meer kunnen veranderen."
          en: "Known as soon as the missing answers can no longer change the group."
      - name: unexplained_insufficient
        label: {nl: "Onvoldoende zonder gemeld geweld of probleem", en: "Insufficient without reported violence or problem"}
        version: "1"
        window: {nl: nu, en: now}
        items: [insufficient, exposed_ever, problem_count]
        rule: {condition: insufficient == yes & exposed_ever == no & problem_count == 0}
        missing: anyTrueElseAllAnswered
      - name: noticed_violence
        label: {nl: "Merkte geweld bij een ander kind thuis", en: "Noticed violence in the home of another child"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [bystander_noticed]
        rule: {anyOf: [yes]}
        missing: allAnswered
        comparable:
          - from: 2022
            reason:
              nl: "In 2022 voor het eerst gevraagd."
              en: "First asked in 2022."
      - name: acted_on_violence
        label: {nl: "Deed iets als omstander", en: "Acted as a bystander"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [bystander_acted]
        rule: {anyOf: [yes]}
        missing: allAnswered
        note:
          nl: "Gevraagd aan kinderen die geweld bij een ander kind merkten."
          en: "Asked of children who noticed violence in the home of another child."
        comparable:
          - from: 2022
            reason:
              nl: "In 2022 voor het eerst gevraagd."
              en: "First asked in 2022."
      - name: silent_bystander
        label: {nl: "Stille omstander", en: "Silent bystander"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [bystander_acted]
        rule: {anyOf: [no]}
        missing: allAnswered
        note:
          nl: "Merkte geweld bij een ander kind en deed niets."
          en: "Noticed violence in the home of another child and did nothing."
        comparable:
          - from: 2022
            reason:
              nl: "In 2022 voor het eerst gevraagd."
              en: "First asked in 2022."
    """
}
