@echo off
rem Makes a Windows PC with Python 3.11 or newer ready for the service hall. Called by run.cmd and test.cmd: setup.cmd run^|test
setlocal
set PYTHONUTF8=1
set LIST=installer\requirements\%1.txt
set STAMP=.venv\.stamp-%1

py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 || goto no_python
for /f "usebackq" %%h in (`py -3 -c "import hashlib,pathlib; print(hashlib.sha256(b''.join(pathlib.Path(f).read_bytes() for f in (r'%LIST%', 'pyproject.toml', r'installer\setup.cmd'))).hexdigest())"`) do set WANTED=%%h

set FOUND=
if exist %STAMP% if exist .venv\Scripts\kiosk.exe set /p FOUND=<%STAMP%
if "%FOUND%"=="%WANTED%" goto forms

echo 正在准备程序环境（首次需要几分钟）…… Setting the program up (the first time takes some minutes) ...
if not exist .venv\Scripts\python.exe py -3 -m venv .venv || exit /b 1
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r %LIST% || exit /b 1
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --config-settings editable_mode=compat --editable . || exit /b 1
>%STAMP% echo %WANTED%

:forms
if not exist forms\compile.py exit /b 0
for /f "usebackq" %%h in (`.venv\Scripts\python -c "import hashlib,pathlib; print(hashlib.sha256(b''.join(f.read_bytes() for f in sorted(pathlib.Path('forms').rglob('*')) if f.is_file() and not {'compiled','__pycache__'} & set(f.parts))).hexdigest())"`) do set WANTED=%%h
set FOUND=
if exist forms\compiled if exist .venv\.stamp-forms set /p FOUND=<.venv\.stamp-forms
if "%FOUND%"=="%WANTED%" exit /b 0
.venv\Scripts\python -m forms.compile || exit /b 1
>.venv\.stamp-forms echo %WANTED%
exit /b 0

:no_python
echo 请先安装 Python 3.11 或更新版本，例如运行： winget install Python.Python.3.12
echo Please install Python 3.11 or newer first, for example: winget install Python.Python.3.12
exit /b 3
