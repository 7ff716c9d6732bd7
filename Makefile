# make demo: install, read an example report, print its record.
# make test: the same with the development extras, then lint, types, tests.
# make bench: every figure in the README, held to benchmarks/floors.toml.
# make train, make weights: make the model anew (needs ONRECORD_DATA).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA := $(ONRECORD_DATA)

BENCHES := bench-names bench-antecedents bench-speakers bench-invented bench-calibration bench-speed bench-footprint \
	bench-exactness bench-times bench-places bench-events bench-drawn_events bench-pages bench-pdf bench-find \
	bench-quotations bench-copies bench-growth bench-stance bench-stories bench-claims bench-template bench-room \
	bench-engines bench-ray_read bench-scale_across

.PHONY: demo test lint types bench bench-attribution bench-api $(BENCHES) train weights clean

demo: $(VENV)/.installed
	$(BIN)/onrecord read examples/02-broadcaster-page.txt

test: lint types
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developed
	$(BIN)/mypy

bench: bench-attribution $(BENCHES)

bench-attribution: $(VENV)/.developed
ifdef DATA
	$(BIN)/python -m benchmarks.attribution $(DATA)/data/polnear/dev --out bench-out/polnear-dev.jsonl --scorer $(DATA)/measure/score_attributions.py
else
	@echo "attribution: skipped, ONRECORD_DATA is not set"
endif

# The API against its own document, 200 questions of each operation; the tests ask fewer.
bench-api: $(VENV)/.developed
	ONRECORD_API_EXAMPLES=200 $(BIN)/python -m pytest tests/serve/api/test_document.py -k says

$(BENCHES): bench-%: $(VENV)/.developed
	$(BIN)/python -m benchmarks.$*

runs/base/model.safetensors: | $(VENV)/.training
	$(BIN)/python -m training.base --out runs/base

train: $(VENV)/.training runs/base/model.safetensors
	$(BIN)/python -m training.train --data $(DATA)/data/polnear --base runs/base/model.safetensors --out runs/attribution
	$(BIN)/python -m training.name_teachers --data $(DATA)/data --start runs/attribution/epoch-5.pt --out runs/names
	$(BIN)/python -m training.student --data $(DATA)/data --teacher runs/attribution/epoch-5.pt \
		--soft runs/names/soft.npz --out runs/student

weights: $(VENV)/.training
	$(BIN)/python -m training.export --checkpoint runs/student/epoch-3.pt \
		--data $(DATA)/data/polnear --out onrecord/weights
	$(BIN)/python -m training.calibrate --data $(DATA)/data --scorer $(DATA)/measure/score_attributions.py \
		--out onrecord/weights/calibration.json
	$(BIN)/python -m training.places --data $(DATA)/data/places/lgl.xml --out onrecord/extract/places/weights.json
	$(BIN)/python -m training.pages --data $(DATA)/data/pages --out onrecord/reading/html/weights.json
	$(BIN)/python -m training.senses --base runs/base --out onrecord/weights/words.npy
	$(BIN)/python -m training.claims --data $(DATA)
	$(BIN)/python -m training.contradictions --data $(DATA) --out onrecord/extract/contradicting.json
	$(BIN)/python -m training.stance --data $(DATA)/data/stance/emergent_train.csv --out onrecord/follow/stance/weights.json
	$(BIN)/python -m training.stories --data $(DATA)/data/stories --out onrecord/follow/events/weights.json

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.developed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@ $(VENV)/.installed

$(VENV)/.training: $(VENV)/.developed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[training]"
	touch $@

clean:
	rm -rf $(VENV) build dist bench-out .mypy_cache .ruff_cache .pytest_cache .hypothesis
