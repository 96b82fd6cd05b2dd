# The commands of this repository; each sets up what it needs by itself.
# Another Python: make PYTHON=python3.13 …   Another letter: make letter LETTER=folder

BIN := .venv/bin
LETTER ?=
export PYTHON

.PHONY: help letter test soak browser bench corpus venv lock clean

help:
	@echo "make letter   build the letter under content/ into out/"
	@echo "make test     lint, check the types, run the tests"
	@echo "make soak     try the whole of what make test tries a sample of (takes hours)"
	@echo "make browser  look at the HTML version of the letter in Chromium"
	@echo "make bench    time builds beside the bare weasyprint command and qpdf"
	@echo "make corpus   make the annexes of tests/corpus anew, with the programs that are here"
	@echo "make venv     only set up .venv"
	@echo "make lock     renew requirements.lock (needs uv and the network)"
	@echo "make clean    remove what the others made"

letter: venv
	@$(BIN)/formalletter build $(LETTER) --pack --output out

test: venv
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -m pytest -n auto --dist worksteal

soak: venv
	@FORMALLETTER_SOAK=1 $(BIN)/python -m pytest -n auto --dist worksteal -m soak -rA

browser: venv
	@sh .ci/chromium >/dev/null
	@CHROMIUM=$$(sh .ci/chromium) $(BIN)/python -m pytest tests/browser

bench: venv
	@$(BIN)/python .ci/bench.py $(LETTER)
	@$(BIN)/python .ci/bench_signatories.py

corpus: venv
	@$(BIN)/python tests/corpus/make.py

venv:
	@python=$$(sh .ci/python) && "$$python" .ci/set_up.py

# Hashes of the public index, for every platform; both kinds of dependency in one file.
lock:
	uv pip compile --no-config --universal --python-version 3.11 --generate-hashes \
	    --only-binary :all: --default-index https://pypi.org/simple --group dev --upgrade \
	    --quiet --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean:
	rm -rf .venv out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests .ci -name __pycache__ -type d -prune -exec rm -rf {} +
