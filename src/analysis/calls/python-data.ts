// Files that the libraries of Python read and write by themselves: tables, pictures, sounds, models, logs, settings.
import type { ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { listThing, madeThing, type Thing, taintOfThing, textThing } from '../program/thing.ts';
import { hole, show, taintOf } from '../value.ts';
import { contentOf } from './paths.ts';

export const PYTHON_DATA: Apis = {
  'pandas.read_csv pandas.read_json pandas.read_excel pandas.read_parquet pandas.read_table pandas.read_fwf pandas.read_xml pandas.read_html pandas.read_feather polars.read_csv polars.read_json polars.scan_csv numpy.loadtxt numpy.genfromtxt numpy.fromfile PIL.Image.open cv2.imread imageio.imread plistlib.load toml.load xml.etree.ElementTree.parse lxml.etree.parse openpyxl.load_workbook docx.Document h5py.File xarray.open_dataset geopandas.read_file linecache.getlines linecache.getline soundfile.read scipy.io.loadmat netCDF4.Dataset pypdf.PdfReader pdfplumber.open fitz.open mmap.mmap io.FileIO':
    { does: loaded },
  '*.read': { does: readInto },
  '*.to_csv *.to_json *.to_parquet *.to_excel *.to_pickle *.to_html *.to_markdown *.to_feather *.to_hdf *.to_stata *.to_netcdf *.savefig *.save *.write_image *.write_html *.write_csv *.write_parquet *.savetxt *.to_file *.tofile *.save_pretrained *.export *.saveas *.save_model *.write_videofile *.write_private_key_file':
    { does: saved },
  'numpy.save numpy.savez numpy.savez_compressed numpy.savetxt matplotlib.pyplot.savefig cv2.imwrite imageio.imwrite imageio.imsave soundfile.write scipy.io.wavfile.write scipy.io.savemat':
    { touch: { '0 fname file filename uri': 'overwrite' } },
  'torch.save safetensors.torch.save_file joblib.dump skimage.io.imsave networkx.write_gml networkx.write_graphml toml.dump': {
    does: (call) => written(call, call.arg('1 f filename path')),
  },
  'logging.FileHandler logging.handlers.RotatingFileHandler logging.handlers.TimedRotatingFileHandler logging.handlers.WatchedFileHandler':
    { touch: { '0 filename': 'write' } },
  'logging.basicConfig': { touch: { filename: 'write' } },
  'shutil.copymode shutil.copystat': { touch: { '1 dst': 'permissions' } },
  'fs.open_fs().removetree fs.open_fs().remove fs.open_fs().removedir': { touch: { '0 path': 'delete' }, recursive: true },
};

/** By its path or open already; what it holds goes with it. */
function loaded(call: ApiCall): Thing {
  const [path] = call.args;
  const content = path?.type === 'text' && !/^\w+:\/\//.test(show(path.value)) ? taintOf(contentOf(call, path)) : {};
  const taint = { ...taintOfThing(listThing([...call.args, ...call.named.values()])), ...content };
  return madeThing(`${call.name}()`, { args: call.args, named: call.named, content: hole(`${call.name}()`, taint) });
}

/** `config.read(path)` keeps what it reads. */
function readInto(call: ApiCall): Thing {
  const { self, args } = call;
  if (/configparser|ConfigParser/.test(call.name) && self.type === 'made')
    for (const path of elementsOf(listThing(args.flatMap((arg) => (arg.type === 'list' ? arg.items : [arg])))).items)
      if (path.type === 'text') self.held.push(textThing(contentOf(call, path)));
  const taint = taintOfThing(self);
  return self.type === 'text'
    ? self
    : madeThing(`${call.name}()`, { self, args, content: hole(`${call.name}()`.slice(-60), taint) });
}

function saved(call: ApiCall): undefined {
  return written(call, call.arg('0 path path_or_buf fname save_directory filename'));
}

/** An open file, or a buffer, was told of when it was opened. */
function written(call: ApiCall, path: Thing | undefined): undefined {
  if (path?.type === 'text') call.touch('overwrite', path, { content: hole('(data)', taintOfThing(call.self)) });
  else if (path?.type === 'made') path.held.push(call.self, ...call.args.slice(0, 1));
  return undefined;
}
