// Modules of Python that run nothing unknown when they are imported: every dangerous call of theirs is in the tables, or they only compute.

export const PYTHON_MODULES: ReadonlySet<string> = new Set(
  `os sys re io json math cmath time datetime random string struct types typing typing_extensions collections itertools functools
  operator copy pprint textwrap enum dataclasses abc contextlib argparse optparse getopt logging warnings traceback inspect ast
  dis tokenize keyword decimal fractions numbers statistics hashlib hmac secrets uuid base64 binascii codecs zlib gzip bz2 lzma
  zipfile tarfile shutil glob fnmatch pathlib tempfile csv configparser tomllib html xml sqlite3 threading queue asyncio
  concurrent multiprocessing subprocess shlex signal socket ssl select selectors http urllib ftplib smtplib email mimetypes
  unittest doctest timeit cProfile pstats platform getpass locale gettext calendar bisect heapq array weakref gc atexit errno
  stat filecmp difflib linecache pickle marshal shelve copyreg ctypes importlib pkgutil builtins __future__ posix pty fcntl
  termios tty resource pwd grp code codeop zoneinfo ipaddress webbrowser wsgiref socketserver xmlrpc unicodedata readline
  graphlib sched numpy pandas matplotlib scipy sklearn seaborn plotly PIL requests httpx aiohttp urllib3 yaml toml tomli rich
  tqdm click typer pydantic attr attrs jinja2 markdown bs4 lxml dateutil pytz tabulate colorama termcolor networkx sympy torch
  torchvision tensorflow keras transformers jax flask fastapi starlette uvicorn django sqlalchemy psycopg2 psycopg pymysql
  MySQLdb pymongo redis boto3 botocore paramiko fabric invoke docker kubernetes google azure openai anthropic psutil pytest
  hypothesis mock freezegun faker cryptography nacl jwt orjson ujson msgpack polars pyarrow duckdb openpyxl xlsxwriter nltk
  spacy cv2 imageio websockets websocket grpc celery pexpect sh plumbum cffi dill cloudpickle joblib wget gdown send2trash
  aiofiles anyio trio IPython ipywidgets dotenv __ipython__ site git clickhouse_connect asyncpg aiosqlite peewee cassandra
  elasticsearch telnetlib tkinter curses pytest_mock responses respx requests_mock httpretty moto fakeredis mongomock
  testcontainers pyfakefs keyring browser_cookie3 secretstorage netrc sysconfig venv ensurepip zipapp zipimport nntplib poplib
  imaplib cgi wave colorsys imghdr sndhdr cmd rlcompleter tracemalloc faulthandler xgboost lightgbm catboost statsmodels gensim
  datasets evaluate accelerate peft diffusers sentence_transformers tiktoken tokenizers huggingface_hub langchain langchain_core
  langchain_openai llama_index streamlit gradio dash bokeh altair holoviews folium geopandas shapely pyproj rasterio xarray dask
  numba cython einops albumentations skimage pytesseract pdfplumber PyPDF2 pypdf reportlab docx pptx pydub librosa soundfile
  moviepy selenium playwright scrapy pyppeteer mechanize cloudscraper feedparser tweepy praw slack_sdk discord telegram telebot
  twilio sendgrid stripe motor mongoengine tortoise pony sqlmodel alembic aiomysql asyncmy mysql oracledb pyodbc snowflake neo4j
  influxdb influxdb_client opensearchpy qdrant_client chromadb pinecone weaviate pymilvus kafka confluent_kafka pika aiokafka
  nats zmq minio s3fs gcsfs fsspec aioboto3 aiobotocore firebase_admin supabase github gitlab pygit2 dulwich jira atlassian
  notion_client loguru structlog sentry_sdk prometheus_client tenacity backoff retry cachetools diskcache schedule apscheduler
  crontab croniter watchdog alive_progress questionary inquirer prompt_toolkit marshmallow cattrs msgspec pendulum arrow
  humanize slugify unidecode chardet charset_normalizer certifi idna simplejson demjson jsonschema jmespath xmltodict html5lib
  cssselect pyquery markdown2 mistune nbformat nbconvert papermill ipykernel setuptools wheel packaging pip virtualenv build
  black isort flake8 pylint mypy coverage nox tox doit luigi airflow prefect dagster mlflow wandb optuna ray pynput pyperclip
  pyautogui mss winreg win32api win32con win32crypt parted iptc dbus spwd ansible_runner scp asyncssh pysftp telethon aiogram
  aiosmtplib yagmail browsercookie`.split(/\s+/),
);
