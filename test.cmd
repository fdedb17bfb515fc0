@echo off
rem Sets up what is missing, then runs all checks and tests:  test.cmd  or  test.cmd --long  or  test.cmd PYTEST-ARGS...
chcp 65001 >nul
cd /d "%~dp0"
call installer\setup.cmd test || exit /b
set PATH=%CD%\.venv\Scripts;%PATH%
set QT_QPA_PLATFORM=offscreen
set FAILED=0
set ARGS=%*
if "%~1"=="--long" (
  set KIOSK_LONG=1
  set ARGS=
) else if not "%~1"=="" goto tests
ruff check . || set FAILED=1
ruff format --check . || set FAILED=1
mypy || set FAILED=1
lint-imports --no-logo || set FAILED=1
:tests
pytest %ARGS% || set FAILED=1
exit /b %FAILED%
