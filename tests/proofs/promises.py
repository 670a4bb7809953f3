"""What Ronde promises, as an officer, a judge or a resident would say it."""

from __future__ import annotations

PROMISES = {
    "P1": 'What the screen calls "bewaard" survives the app being killed',
    "P2": "… and the battery dying",
    "P3": "A full phone says so and loses nothing saved",
    "P4": "A damaged file is noticed, never shown as true",
    "P5": "Bad coverage costs time, never work",
    "P6": "Eight phones end with the same truth",
    "P7": "A server restored from an old backup loses nothing saved or confirmed",
    "P8": "A shift has exactly one owner, and changes owner only with both people's consent",
    "P9": "No swap breaks the rest rules",
    "P10": "Another team's data does not exist for you",
    "P11": "The server refuses nonsense politely",
    "P12": "A stolen phone gives nothing",
    "P13": "Losing the phone's key loses no unsent work",
    "P14": "A stolen token is useless",
    "P15": "Guessing is pointless",
    "P16": "The clock may lie, the evidence does not",
    "P17": "Nobody changes yesterday's record unseen",
    "P18": "A photo cannot hurt us",
    "P19": "Strange names and texts stay text",
    "P20": "Too much is refused politely",
    "P21": "An update loses nothing, and a phone that is one version behind keeps working",
    "P22": "Ronde does not slow down as cases fill",
}
