"""What connections and the teacher do about seats, and what comes of it, as values.

Times are seconds of a clock that never goes back. `connection` is a number that the connection has
and no other ever gets; 0 is nobody's.
"""

from dataclasses import dataclass

# What happens


@dataclass(frozen=True, slots=True, kw_only=True)
class Knocked:
    """Somebody wants a seat under a `name`, typed or given as the user of the connection.

    `login` says that they proved to be this student of the list, by PIN or public key. `key` is the
    fingerprint of a public key that they proved to have, "" for none; one merely offered is none.
    `word` becomes the seat's word if this makes a seat. `insists` says that they were asked whom
    they meant and are none of those. `guest` asks that nothing be kept of them.
    """

    connection: int
    at: float
    name: str
    word: str
    login: str = ""
    key: str = ""
    insists: bool = False
    guest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGiven:
    """Somebody who was asked for a seat's word typed this; "" is: that seat is not mine."""

    connection: int
    at: float
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """The `probed` connection, on whose seat `connection` waits, answered or did not."""

    connection: int
    probed: int
    at: float
    alive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Something came from a connection; `active` when its student did something."""

    connection: int
    at: float
    active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A connection ended."""

    connection: int
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Restarted:
    """The server was started again: nobody is connected, every seat is kept."""

    at: float


# What the teacher does


@dataclass(frozen=True, slots=True, kw_only=True)
class Consented:
    """The teacher says whether the seat that a connection waits for is theirs."""

    connection: int
    at: float
    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """The teacher lets the names of these seats be shown to all."""

    seats: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChanged:
    """A seat is to have another name; one that the teacher gave may be shown to all."""

    seat: int
    name: str
    by_teacher: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRemoved:
    """The teacher takes a seat away for good."""

    seat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatFreed:
    """The teacher lets whoever comes next under the seat's name have it, without a word."""

    seat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """The teacher lets no new seats be made, or lets them again."""

    on: bool


Act = (
    Knocked
    | WordGiven
    | Probed
    | Heard
    | Dropped
    | Restarted
    | Consented
    | Approved
    | NameChanged
    | SeatRemoved
    | SeatFreed
    | Locked
)


# What comes of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """A connection has a seat. `replaces` is one that had it and is to be closed, 0 for none.

    `word` is to be told to the student, and to nobody else. `is_new` says that the seat was made
    by this.
    """

    connection: int
    seat: int
    name: str
    word: str
    replaces: int = 0
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWord:
    """The seat of this name has an owner: ask for its word, or for another name.

    `wrong` says that the word just given was not it. The teacher may consent meanwhile.
    """

    connection: int
    name: str
    wrong: bool
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """Find out whether the connection `probed` is still there, and say so (`Probed`)."""

    connection: int
    probed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLogin:
    """The name is a student's who must prove it, by PIN or key, before knocking again."""

    connection: int
    login: str
    name: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOtherName:
    """This name can not be had: ask for another."""

    connection: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DidYouMean:
    """The name is not on the list, and nearly one that is. `insisting` is possible without one."""

    connection: int
    names: tuple[str, ...]
    message: str
    hint: str
    may_insist: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTeacher:
    """Only the teacher can still let this connection have the seat; it waits for that."""

    connection: int
    seat: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It can not be done: why, and what to do. The state is as it was."""

    connection: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A connection has lost its seat or its wait for one, and is to be told so and closed."""

    connection: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """It is done, and nobody needs to be told."""


Decision = (
    Seated
    | AskWord
    | Probe
    | AskLogin
    | AskOtherName
    | DidYouMean
    | AskTeacher
    | Refused
    | Closed
    | Done
)
