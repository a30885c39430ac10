"""The style sheet, with @tokens for colours; theme.py fills them in. Pages set the property `look`, never colours."""

SHEET = """
QWidget { color: @text; }
QMainWindow, QDialog { background: @window; }
QToolTip { background: @surface; color: @text; border: 1px solid @strong_border; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[look="title"] { font-size: 18pt; font-weight: 600; }
QLabel[look="heading"] { font-size: 12pt; font-weight: 600; }
QLabel[look="label"] { font-weight: 600; }
QLabel[look="muted"] { color: @muted; }
QLabel[look="second"] { color: @muted; }
QLabel[look="caption"] { color: @muted; font-weight: 600; }
QLabel[look="fault"] { color: @bad; }
QLabel[look="good"] { color: @good; }
QLabel[look="warn"] { color: @warn; }
QLabel[look="tag"] { color: @muted; background: @sunken; border-radius: 8px; padding: 1px 8px; }
QLabel[look="tag-warn"] { color: @warn; background: @warn_soft; border-radius: 8px; padding: 1px 8px; }
QLabel[look="tag-good"] { color: @good; background: @good_soft; border-radius: 8px; padding: 1px 8px; }
QLabel[look="tag-bad"] { color: @bad; background: @bad_soft; border-radius: 8px; padding: 1px 8px; }
QFrame[look="card"] { background: @surface; border: 1px solid @border; border-radius: 6px; }
QFrame[look="banner-warn"] { background: @warn_soft; border: 1px solid @warn; border-radius: 6px; }
QFrame[look="banner-info"] { background: @accent_soft; border: 1px solid @accent; border-radius: 6px; }
QFrame[look="banner-bad"] { background: @bad_soft; border: 1px solid @bad; border-radius: 6px; }
QFrame[look="drop"] { background: @surface; border: 1px dashed @strong_border; border-radius: 6px; }
QFrame[look="drop"][over="true"] { background: @accent_soft; border: 1px dashed @accent; }
QFrame[look="rail"] { background: @sunken; border: none; border-right: 1px solid @border; }
QFrame[look="inspector"] { background: @surface; border: none; border-left: 1px solid @border; }
QFrame[look="jobbar"] { background: @sunken; border: none; border-top: 1px solid @border; }
QFrame[look="line"] { background: @border; border: none; max-height: 1px; min-height: 1px; }

QPushButton { background: @surface; border: 1px solid @strong_border; border-radius: 4px; padding: 5px 14px; min-height: 18px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @sunken; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @faint; background: @window; border-color: @border; }
QPushButton[look="primary"] { background: @accent; color: @on_accent; border: 1px solid @accent; font-weight: 600; }
QPushButton[look="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid @text; padding: 4px 13px; }
QPushButton[look="primary"]:disabled { background: @sunken; color: @faint; border-color: @border; }
QPushButton[look="flat"], QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 4px 8px; }
QPushButton[look="flat"]:hover, QToolButton:hover { background: @hover; }
QPushButton[look="flat"]:focus, QToolButton:focus { border: 1px solid @accent; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 2px 4px; text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 1px solid @accent; border-radius: 4px; }
QPushButton[look="link"]:disabled { color: @faint; }
QPushButton[look="row"] { background: transparent; border: 1px solid transparent; border-radius: 4px; text-align: left; padding: 6px 8px; }
QPushButton[look="row"]:hover { background: @hover; }
QPushButton[look="row"]:focus { border: 1px solid @accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox { background: @surface; border: 1px solid @strong_border; border-radius: 4px; padding: 4px 6px; selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus { border: 1px solid @accent; }
QLineEdit:read-only { background: @sunken; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QDateEdit:disabled { color: @faint; background: @sunken; border-color: @border; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"], QTableWidget[fault="true"] { border: 1px solid @bad; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @strong_border; selection-background-color: @accent_soft; selection-color: @text; outline: none; }

QScrollArea { background: transparent; border: none; }
QAbstractItemView { background: @surface; alternate-background-color: @window; border: 1px solid @border; border-radius: 4px; outline: none; selection-background-color: @accent_soft; selection-color: @text; }
QAbstractItemView:focus { border: 1px solid @accent; }
QAbstractItemView::item { padding: 3px 4px; }
QAbstractItemView::item:hover { background: @hover; }
QAbstractItemView::item:selected { background: @accent_soft; color: @text; }
QTreeView#rail { background: transparent; border: none; }
QTreeView#rail::item { padding: 5px 4px; border: none; }
QTreeView#rail::item:selected { background: @accent_soft; }
QTreeView#rail:focus { border: none; }
QHeaderView { background: @window; border: none; }
QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @border; padding: 5px 6px; font-weight: 600; }
QTableCornerButton::section { background: @window; border: none; }

QTabWidget::pane { border: 1px solid @border; border-radius: 4px; background: @surface; top: -1px; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @accent; }

QMenuBar { background: @window; border-bottom: 1px solid @border; padding: 2px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @surface; border: 1px solid @strong_border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accent_soft; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 4px; }
QMenu::icon { left: 4px; }

QProgressBar { background: @border; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QSplitter::handle { background: @border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @strong_border; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid @accent; }
"""
