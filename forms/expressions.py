"""What a rule may say: the small expression language of the definitions, parsed once and refused when it says more.

An expression is Python syntax cut down to comparison, and/or/not, a if b else c, + - * / // %, [index], lists, and the
functions of `forms.functions`. No attribute, no loop, no power, no lambda: nothing that could run long or reach out.
Numbers with a point are decimals, so that 0.1 + 0.2 is 0.3. `simpleeval` walks the tree; nothing here evaluates.
"""

import ast
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from forms.words import say

ROW_FUNCTIONS = frozenset(("all_rows", "any_row", "count_if", "sum_of"))
LENIENT_FUNCTIONS = frozenset(("empty", "len", "count"))
FUNCTIONS = (
    ROW_FUNCTIONS
    | LENIENT_FUNCTIONS
    | frozenset(("implies", "param", "label", "age", "birth", "gender_of", "valid_id", "valid_uscc", "retire_age"))
    | frozenset(("retired", "disab_type", "disab_grade", "today", "D", "year", "month", "days_since", "months_since"))
    | frozenset(("days_between", "months_between", "hours_between", "min", "max", "int"))
)
_NODES = (
    ast.Expression,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.Not,
    ast.USub,
    ast.BinOp,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.FloorDiv,
    ast.Mod,
    ast.Compare,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.In,
    ast.NotIn,
    ast.IfExp,
    ast.Call,
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.Subscript,
    ast.Slice,
    ast.List,
    ast.Tuple,
)
LONGEST = 600


class BadExpression(ValueError):
    """A definition holds an expression that this language does not have; mend the definition.

    `source` is what stands there; `key` and `values` find the sentence in forms.words.
    """

    def __init__(self, key: str, source: str, **values: object) -> None:
        super().__init__(say(key, source=source, **values))
        self.key = key
        self.source = source


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression. `strict` names must all be filled before it is asked; `lazy`: it uses empty() or implies()
    and decides itself; `reads` are all names of the form; `row` is the first column an inner row expression reads."""

    source: str
    tree: ast.expr
    strict: frozenset[str]
    reads: frozenset[str]
    lazy: bool
    params: frozenset[str]


def parse(source: str, names: Collection[str], columns: Mapping[str, Collection[str]] | None = None) -> Expression:
    """Parse and check one expression. `names` are the fields it may read, `columns` the columns of each table.

    Raises BadExpression.
    """
    tree = _tree_of(source)
    reader = _Reader(source, names, columns or {})
    reader.visit(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            node.value = Decimal(ast.get_source_segment(source, node) or str(node.value))  # type: ignore[assignment]
    return Expression(
        source=source,
        tree=tree,
        strict=frozenset(reader.strict),
        reads=frozenset(reader.reads),
        lazy=reader.lazy,
        params=frozenset(reader.params),
    )


def _tree_of(source: str) -> ast.expr:
    if len(source) > LONGEST:
        raise BadExpression("expr_long", source, most=LONGEST)
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as cause:
        raise BadExpression("expr_none", source) from cause
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            raise BadExpression("expr_node", source, what=type(node).__name__)
    return tree


class _Reader(ast.NodeVisitor):
    """Walks one tree: which fields it reads and how, which functions and parameters it uses."""

    def __init__(self, source: str, names: Collection[str], columns: Mapping[str, Collection[str]]) -> None:
        self.source = source
        self.names = names
        self.columns = columns
        self.strict: set[str] = set()
        self.reads: set[str] = set()
        self.params: set[str] = set()
        self.lazy = False

    def visit_Name(self, node: ast.Name) -> None:
        if node.id not in self.names:
            raise BadExpression("expr_field", self.source, what=node.id)
        self.reads.add(node.id)
        self.strict.add(node.id)

    def visit_Constant(self, node: ast.Constant) -> None:
        if not isinstance(node.value, (str, int, float, bool, Expression)) or len(str(node.value)) > LONGEST:
            raise BadExpression("expr_value", self.source, what=repr(node.value)[:40])

    def visit_Call(self, node: ast.Call) -> None:
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords:
            raise BadExpression("expr_function", self.source, what=ast.unparse(node.func)[:40])
        name = node.func.id
        self.lazy |= name in ("empty", "implies")
        if name == "param":
            self.params.add(self._text(node, 0))
        elif name in ROW_FUNCTIONS:
            self._rows(node, name)
        elif name in LENIENT_FUNCTIONS and len(node.args) == 1 and isinstance(node.args[0], ast.Name):
            self._lenient(node.args[0])
        else:
            for one in node.args:
                self.visit(one)

    def _lenient(self, node: ast.Name) -> None:
        if node.id not in self.names:
            raise BadExpression("expr_field", self.source, what=node.id)
        self.reads.add(node.id)

    def _rows(self, node: ast.Call, name: str) -> None:
        table = node.args[0] if node.args else None
        if not isinstance(table, ast.Name) or table.id not in self.columns:
            raise BadExpression("expr_table", self.source, what=name)
        self.visit(table)
        inner = self._text(node, 1)
        if name == "sum_of":
            if inner not in self.columns[table.id]:
                raise BadExpression("expr_column", self.source, what=inner, table=table.id)
            return
        parsed = parse(inner, {*self.columns[table.id], *self.names})
        self.params |= parsed.params
        node.args[1] = ast.Constant(value=parsed)  # type: ignore[arg-type]

    def _text(self, node: ast.Call, place: int) -> str:
        one = node.args[place] if len(node.args) > place else None
        if not isinstance(one, ast.Constant) or not isinstance(one.value, str):
            raise BadExpression("expr_text", self.source, what=ast.unparse(node)[:60])
        return one.value
