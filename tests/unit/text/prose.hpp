// Running prose for tests of line quality: about 700 words in nine paragraphs, written for them.
#pragma once

#include <array>
#include <string_view>

inline constexpr std::array<std::string_view, 9> prose{
    "Most people who live with a sore back have heard a dozen explanations for it, and few of them "
    "agree. One neighbour blames the mattress, another the office chair, a third the cold autumn "
    "of "
    "some distant year. The truth is usually plainer and kinder: the structures of the back are "
    "strong, they heal as other tissue heals, and pain that stays for months says more about an "
    "alarm "
    "that has become too sensitive than about something broken inside. An alarm can be turned down "
    "again, though rarely in one day and hardly ever by a single pair of hands.",
    "Massage is one of the ways of doing so. Slow, even pressure tells the nervous system that the "
    "neighbourhood is safe; muscles that have been standing guard all winter begin to let go; "
    "breathing deepens without anyone being told to breathe. None of this is magic, and none of it "
    "lasts for ever. But an hour in which nothing hurts is a useful thing: it shows that comfort "
    "is "
    "still possible, and it makes the next walk around the park a little easier to begin.",
    "Before the first treatment the practitioner will ask questions, some of which may seem to "
    "have "
    "little to do with your back. How do you sleep? What do you do on an ordinary Tuesday? Which "
    "medicines do you take, and has a doctor looked at the numbness you mentioned in passing? The "
    "answers decide where to work, how firmly, and whether massage is the right thing at all. If "
    "something does not fit the picture, an honest practitioner will send you to somebody else "
    "first, "
    "and you should take that as a sign of skill.",
    "The room will be warm. You undress only as far as you like, lie down under a large towel, and "
    "nothing is uncovered except the part being worked on. Pressure is agreed upon between the two "
    "of "
    "you, again and again: a strong technique may feel intense, yet it must never make you hold "
    "your "
    "breath. Say so when it does. Nobody can feel from the outside what you feel from the inside, "
    "and "
    "there is no medal for endurance in this discipline.",
    "Afterwards many people are pleasantly tired. A mild ache on the following day, rather like "
    "the "
    "one that follows unaccustomed gardening, is nothing to worry about and disappears by itself. "
    "Drink when you are thirsty, move when you feel like moving, and leave the heavy shopping to "
    "somebody else until tomorrow. Should the pain grow sharper instead of duller, or travel "
    "further "
    "down the leg than before, telephone the clinic and describe it as exactly as you can.",
    "What you do between appointments matters more than what happens during them. Walking is the "
    "cheapest remedy known: ten minutes, twice a day, at a pace that lets you talk. Add a minute "
    "whenever the last one has become boring. Strength comes next, in small and regular portions, "
    "because a back that is asked to carry more each month becomes able to carry it. People who "
    "keep "
    "a short diary of what they did and how it felt are often surprised, after six weeks, by how "
    "much "
    "has changed without their noticing.",
    "Bad days will come regardless. They are not a verdict on the weeks before, and they seldom "
    "mean "
    "that anything has been injured. Shorten the walk rather than cancelling it; lie down for "
    "twenty "
    "minutes instead of the whole afternoon; use warmth, which costs almost nothing and has hardly "
    "any "
    "side effects. Then return to the programme at about two thirds of where you left it. Most "
    "setbacks "
    "are over within a week, and each one that you have managed yourself makes the following one "
    "less "
    "frightening.",
    "It is fair to ask what the research says. Trials of massage for persistent pain in the lower "
    "back "
    "are mostly small, and their results point in the same modest direction: relief in the short "
    "term, "
    "better function for some, few unwanted effects, and uncertain benefit after half a year. "
    "Exercise "
    "and good information do at least as well over time, and the combination seems to serve people "
    "better than any one of its parts. That is why this booklet speaks about all three.",
    "Finally, a word on expectations. Comfort that grows by a few per cent a week is invisible "
    "from "
    "one day to the next and unmistakable from one season to another. Choose one thing that you "
    "would "
    "like to do again, something ordinary such as carrying a grandchild upstairs or sitting "
    "through a "
    "concert, and tell your practitioner about it. Treatment that is aimed at a concrete wish is "
    "easier to plan, easier to judge, and a great deal easier to look forward to.",
};
