"""Parameters of training: read from TOML, with their defaults, types and ranges."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bbclf.errors import InputError
from bbclf.fit import LexicalParams, NetworkParams, TrainParams, read_params
from tests.support.run import ROOT
from tests.support.training_pages import NETWORK, PARAMS


def test_text_has_a_network_of_its_own() -> None:
    params = replace(PARAMS, text_network=NetworkParams(n_units=5))
    assert params.of_network("html").network == NETWORK
    assert params.of_network("text").network == NetworkParams(n_units=5)


def test_parameters_that_a_file_leaves_out_have_their_defaults(tmp_path: Path) -> None:
    (tmp_path / "params.toml").write_text("seed = 7\nsite_power = 1\n[network]\nn_units = 3\nalpha = 1\n", "utf-8")
    expected = TrainParams(seed=7, site_power=1.0, network=NetworkParams(n_units=3, alpha=1.0))
    assert read_params(tmp_path / "params.toml") == expected


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("sede = 7", "unknown parameter 'sede'; known: seed"),
        ("[network]\nunits = 3", r"unknown parameter network\.'units'; known: n_networks, n_units"),
        ("[network]\nn_units = 3.5", r"network\.n_units must be int, got float"),
        ("[first]\nn_trees = 3", "unknown parameter 'first'"),
        ("seed = '7'", "seed must be int, got str"),
        ("seed = true", "seed must be int, got bool"),
        ("[network]\nearly_stopping = 1", r"network\.early_stopping must be bool, got int"),
        ("network = 3", "network must be NetworkParams, got int"),
        ("seed =", "not readable as TOML"),
    ],
)
def test_bad_parameters(tmp_path: Path, toml: str, message: str) -> None:
    path = tmp_path / "params.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read_params(path)
    assert caught.value.path == str(path)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[network]\nn_units = 600", "network.n_units must be from 1 to 512, got 600"),
        ("[network]\nn_units = 0", "network.n_units must be from 1 to 512, got 0"),
        ("[network]\nn_networks = 9", "network.n_networks * n_units must be 512 or less, got 9 * 64"),
        ("[network]\nn_networks = 0", "network.n_networks must be from 1 to 512, got 0"),
        ("[network]\nepochs = 0", "network.epochs must be 1 or more, got 0"),
        ("[network]\nvalidation_fraction = 1", "network.validation_fraction must be from 0.01 to 0.9, got 1.0"),
        ("[network]\nn_iter_no_change = 0", "network.n_iter_no_change must be 1 or more, got 0"),
        ("[network]\nbatch_size = 0", "network.batch_size must be 1 or more, got 0"),
        ("[network]\nmax_rows = -1", "network.max_rows must be 1 or more, got -1"),
        ("[network]\nlearning_rate = 0", "network.learning_rate must be from 1e-09 to 1, got 0.0"),
        ("[network]\nalpha = -0.1", "network.alpha must be 0 or more, got -0.1"),
        ("[network]\nalpha = nan", "network.alpha must be 0 or more, got nan"),
        ("[network]\nalpha = inf", "network.alpha must be 0 or more, got inf"),
        ("[network]\nclip = 0.0", "network.clip must be 1e-09 or more, got 0.0"),
        ("[lexical]\nword_bits = 0", "lexical.word_bits must be from 1 to 24, got 0"),
        ("[lexical]\nattribute_bits = 25", "lexical.attribute_bits must be from 1 to 24, got 25"),
        ("[lexical]\nalpha = 0", "lexical.alpha must be 1e-09 or more, got 0.0"),
        ("[lexical]\nepochs = 0", "lexical.epochs must be 1 or more, got 0"),
        ("n_folds = 1", "n_folds must be 2 or more, got 1"),
        ("seed = -1", "seed must be from 0 to 2,147,483,648, got -1"),
        ("site_power = -0.5", "site_power must be from 0 to 1, got -0.5"),
        ("max_harm = 1.5", "max_harm must be from 0 to 1, got 1.5"),
        ("[text_network]\nclip = -8", "text_network.clip must be 1e-09 or more, got -8.0"),
    ],
)
def test_parameters_out_of_range(tmp_path: Path, toml: str, message: str) -> None:
    path = tmp_path / "params.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(InputError) as caught:
        read_params(path)
    assert str(caught.value) == f"{path}: {message}"


def test_parameters_given_in_python_are_checked_too() -> None:
    for make in (lambda: NetworkParams(n_units=600), lambda: LexicalParams(epochs=0), lambda: TrainParams(n_folds=1)):
        with pytest.raises(InputError, match="must be"):
            make()


def test_parameters_of_the_shipped_model_are_the_defaults_but_for_early_stopping() -> None:
    shipped = read_params(ROOT / "training" / "model" / "params.toml")
    three_epochs = {"epochs": 3, "early_stopping": False}
    default = TrainParams()
    assert shipped == replace(
        default,
        network=replace(default.network, **three_epochs),
        text_network=replace(default.text_network, **three_epochs),
    )
